"""Whom to meet among everybody: what people look for and offer as words, and indexes of who may be found."""

from shared.db.migrate import run_sql

revision = "0005"
down_revision = "0004"

SQL = """
ALTER TABLE person ADD COLUMN asks text[] NOT NULL DEFAULT '{}';   -- needs and offers as words
CREATE INDEX person_open_asks ON person USING gin (asks) WHERE name_is_public;
CREATE INDEX person_open_topics ON person USING gin (topic_ids) WHERE name_is_public;
DROP INDEX person_centre;
CREATE INDEX person_open_centre ON person USING hnsw (centre vector_cosine_ops) WHERE name_is_public;
"""


def upgrade() -> None:
    run_sql(SQL)
