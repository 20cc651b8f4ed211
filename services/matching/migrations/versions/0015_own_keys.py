"""Keys that matching makes for itself: what orders people who fit equally well must not be known outside."""

from shared.db.migrate import run_sql

revision = "0015"
down_revision = "0014"

SQL = """
CREATE TABLE own_key (
    name   text PRIMARY KEY,
    value  bytea NOT NULL
);
"""


def upgrade() -> None:
    """Create the table."""
    run_sql(SQL)
