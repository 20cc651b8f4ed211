"""Everybody is looked at from memory: a sketch of each, and when a person last changed."""

from shared.db.migrate import run_sql

revision = "0011"
down_revision = "0010"

# The release before still writes and reads `centre` and `asks`, without their indexes more slowly; whom it
# writes is derived anew. Nothing else reads them: they can go with a later release.
SQL = """
DROP INDEX person_open_centre;
DROP INDEX person_open_asks;
ALTER TABLE person ADD COLUMN sketch bytea;   -- some 800 bytes; null until derived anew
ALTER TABLE person ALTER COLUMN sketch SET STORAGE EXTERNAL;
ALTER TABLE person ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();   -- as revision grows
CREATE INDEX person_changed ON person (changed_at, id);
"""


def upgrade() -> None:
    run_sql(SQL)
