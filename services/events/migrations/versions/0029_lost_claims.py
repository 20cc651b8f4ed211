"""How many claims of a row in a row ran out, so that what kills whoever works at it is given up."""

from shared.db.migrate import run_sql

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

# Columns with a default: no row is rewritten, and the release before leaves them as they are.
SQL = """
alter table source add column lost int not null default 0;
alter table source_claim add column lost int not null default 0;
alter table redraft add column lost int not null default 0;
alter table push_subscription add column lost int not null default 0;
alter table organiser add column lost int not null default 0;
"""


def upgrade() -> None:
    """Add the columns."""
    run_sql(SQL)
