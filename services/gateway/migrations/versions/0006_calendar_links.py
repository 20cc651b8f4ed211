"""Which secret address of a person's calendar of follow-ups holds."""

from shared.db.migrate import run_sql

revision = "0006"
down_revision = "0005"

# A new table alone: the release before runs on it unchanged.
SQL = """
create table calendar_link (
    person_id text primary key references account (person_id) on delete cascade,
    serial int not null
);
"""


def upgrade() -> None:
    """Create the table."""
    run_sql(SQL)
