"""Which events a weekly letter recommended: they are not recommended again each week.

No row is rewritten, and the release before, which knows no such column, leaves it empty.
"""

from shared.db.migrate import run_sql

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add the column."""
    run_sql("alter table digest_issue add column events text[] not null default '{}'")
