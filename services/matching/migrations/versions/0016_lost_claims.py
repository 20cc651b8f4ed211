"""How many claims of a row in a row ran out, so that what kills whoever works at it is given up."""

from shared.db.migrate import run_sql

revision = "0016"
down_revision = "0015"

# Columns with a default: no row is rewritten, and the release before leaves them as they are.
SQL = """
alter table learning add column lost int not null default 0;
alter table meeting_plan add column lost int not null default 0;
"""


def upgrade() -> None:
    """Add the columns."""
    run_sql(SQL)
