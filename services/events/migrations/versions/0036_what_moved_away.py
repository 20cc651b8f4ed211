"""What left a place or moved online is looked up for calendars of that place: few of all changes."""

from shared.db.migrate import run_sql

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the index: most changes are of neither."""
    run_sql("create index change_moved on change (event_id, seq desc) where was ?| array['place', 'mode']")
