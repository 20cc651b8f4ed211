"""Whom a weekly letter named for which event: nobody is named twice for one.

No row is rewritten, and the release before, which knows no such column, leaves it empty.
"""

from shared.db.migrate import run_sql

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Add the column."""
    run_sql("alter table digest_issue add column named text[] not null default '{}'")
