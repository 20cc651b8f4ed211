"""Who was erased, until every process that holds people in memory has left them out."""

from shared.db.migrate import run_sql

revision = "0013"
down_revision = "0012"

# A checksum of 32 bits is enough to find whom to look up, and names nobody.
SQL = """
CREATE TABLE erased_person (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    checksum bigint NOT NULL,
    erased_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX erased_person_at ON erased_person (erased_at);
"""


def upgrade() -> None:
    """Make the table."""
    run_sql(SQL)
