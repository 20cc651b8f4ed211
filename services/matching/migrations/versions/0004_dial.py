"""How unlike oneself the people one is shown may be: the dial, as the person left it."""

from shared.db.migrate import run_sql

revision = "0004"
down_revision = "0003"

SQL = """
ALTER TABLE person ADD COLUMN novelty real CHECK (novelty BETWEEN 0 AND 1);   -- null: as it ships
"""


def upgrade() -> None:
    run_sql(SQL)
