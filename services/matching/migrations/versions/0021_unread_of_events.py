"""What nobody reads of an event is not written any more."""

from shared.db.migrate import run_sql

revision = "0021"
down_revision = "0020"

# The columns stay while the release before, which writes them, may still run.
SQL = "ALTER TABLE catalogue_event ALTER COLUMN kind DROP NOT NULL"


def upgrade() -> None:
    """Let an event have no kind here; `summary`, `venue` and `url` may be null already."""
    run_sql(SQL)
