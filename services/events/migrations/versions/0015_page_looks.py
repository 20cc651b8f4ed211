"""What the own page of an event said once its source no longer listed it."""

from shared.db.migrate import run_sql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# Columns without a value and an index of few rows: the release before runs on it unchanged.
SQL = """
alter table listing add column page_looked_at timestamptz;
alter table listing add column page_told text;
create index listing_vanished on listing (starts_utc) where vanished_at is not null;
"""


def upgrade() -> None:
    """Add them."""
    run_sql(SQL)
