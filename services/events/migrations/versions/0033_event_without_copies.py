"""The columns of an event that only searches read, and read elsewhere, go."""

from shared.db.migrate import run_sql

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

# The release before neither reads nor writes them.
SQL = """
alter table event drop column kind, drop column status, drop column mode, drop column country,
    drop column languages, drop column topics, drop column is_free, drop column cfp_closes_utc,
    drop column lat, drop column lon, drop column tsv;
"""


def upgrade() -> None:
    """Drop the copies."""
    run_sql(SQL)
