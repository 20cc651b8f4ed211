"""What whoever runs this says of a source that was suggested."""

from shared.db.migrate import run_sql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# A column without a value: the release before runs on it unchanged.
SQL = """
alter table source add column admitted boolean;
"""


def upgrade() -> None:
    """Add it."""
    run_sql(SQL)
