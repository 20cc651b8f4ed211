"""What who was asked for an introduction writes with their yes."""

from shared.db.migrate import run_sql

revision = "0020"
down_revision = "0019"

SQL = "ALTER TABLE introduction ADD COLUMN reply text"


def upgrade() -> None:
    """Add the column."""
    run_sql(SQL)
