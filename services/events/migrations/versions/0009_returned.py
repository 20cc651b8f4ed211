"""How often a listing came back after it had vanished."""

from shared.db.migrate import run_sql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# A column with a default: the release before runs on it unchanged.
SQL = "alter table listing add column returned smallint not null default 0;"


def upgrade() -> None:
    """Add it."""
    run_sql(SQL)
