"""The card that each person hands out, and which of its addresses holds."""

from shared.db.migrate import run_sql

revision = "0015"
down_revision = "0014"

SQL = """
create table card (
    person_id text primary key references account (person_id) on delete cascade,
    serial int not null default 0,
    fields text[] not null,
    event_id text,
    valid_until timestamptz not null
);
"""


def upgrade() -> None:
    """Create the table."""
    run_sql(SQL)
