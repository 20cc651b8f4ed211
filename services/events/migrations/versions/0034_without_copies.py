"""What searches read stands in their rows alone: the columns of `event` that held it once are gone."""

from shared.db.migrate import run_sql

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

# The release before neither writes nor reads them.
SQL = """
alter table event drop column kind, drop column status, drop column mode, drop column country,
    drop column languages, drop column topics, drop column is_free, drop column cfp_closes_utc,
    drop column lat, drop column lon, drop column tsv;
"""


def upgrade() -> None:
    """Drop them."""
    run_sql(SQL)
