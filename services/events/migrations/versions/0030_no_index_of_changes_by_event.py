"""The change log is read in its order alone: nobody looks up an event in it."""

from shared.db.migrate import run_sql

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Drop the index."""
    run_sql("drop index change_event")
