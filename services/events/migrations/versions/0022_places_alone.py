"""What is near a place is found in an index alone, without a look at the rows of a large city."""

from shared.db.migrate import run_sql

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

SQL = """
create index event_place on event_search (lat, lon) include (id, starts_utc, ends_utc, status)
    where lat is not null;
drop index event_lat;
"""


def upgrade() -> None:
    """Let the wider index take the place of the other."""
    run_sql(SQL)
