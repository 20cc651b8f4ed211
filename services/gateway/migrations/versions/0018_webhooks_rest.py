"""An endpoint that failed is left alone until then, whatever comes for it meanwhile.

No row is rewritten, and the release before, which knows no such column, leaves it empty.
"""

from shared.db.migrate import run_sql

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add the column."""
    run_sql("alter table webhook add column rest_until timestamptz")
