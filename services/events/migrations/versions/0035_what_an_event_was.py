"""What became of one event is looked up: of changes, those few that tell what it was before."""

from shared.db.migrate import run_sql

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the index: most entries tell that an event was created, and are not in it."""
    run_sql("create index change_told on change (event_id, seq) where was is not null")
