"""Messages of other services that were applied."""

from shared.db.migrate import run_sql
from shared.db.schema import INBOX_SQL

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Create the table."""
    run_sql(INBOX_SQL)
