"""What a listing is compared by stands beside its keys: to tell it from another it need not be read whole."""

from shared.db.migrate import run_sql

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

# No row is rewritten. Where it is missing, or of what the release before has written over, the document is
# read in its place, as it was until now.
SQL = """
alter table listing add column compared jsonb;
"""


def upgrade() -> None:
    """Add the column."""
    run_sql(SQL)
