"""The coming events of a country by their start: a window of one country is not looked for among all."""

from shared.db.migrate import run_sql

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

SQL = """
create index event_country on event_ahead (country, starts_utc) where country is not null;
"""


def upgrade() -> None:
    """Add the index."""
    run_sql(SQL)
