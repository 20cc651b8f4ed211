"""Pages that people name as theirs, whether they link back, and what they say."""

from shared.db.migrate import run_sql

revision = "0007"
down_revision = "0006"

# A new table alone: the release before runs on it unchanged.
SQL = """
create table own_page (
    id text primary key,
    person_id text not null references account (person_id) on delete cascade,
    url text not null,
    verified_at timestamptz,
    checked_at timestamptz,
    missing_since timestamptz,
    seen text,
    facts jsonb not null default '{}',
    next_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    attempts int not null default 0,
    last_error text,
    dead_at timestamptz,
    unique (person_id, url)
);
create index own_page_due on own_page (next_at) where next_at is not null and dead_at is null;
"""


def upgrade() -> None:
    """Create the table."""
    run_sql(SQL)
