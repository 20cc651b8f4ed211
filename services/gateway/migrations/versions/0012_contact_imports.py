"""Files of contacts, dealt with line by line."""

from shared.db.migrate import run_sql

revision = "0012"
down_revision = "0011"

# New tables alone: the release before runs on them unchanged.
SQL = """
create table contact_import (
    id text primary key,
    person_id text not null references account (person_id) on delete cascade,
    format text not null,
    dry_run boolean not null,
    profile jsonb,
    profile_version int,
    created_at timestamptz not null,
    finished_at timestamptz,
    next_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    attempts int not null default 0,
    last_error text,
    dead_at timestamptz
);
comment on column contact_import.profile is 'of a resume: the profile as it could be';
create index contact_import_due on contact_import (next_at) where next_at is not null and dead_at is null;
create index contact_import_person on contact_import (person_id, id desc);
create index contact_import_created on contact_import (created_at);

create table contact_import_line (
    import_id text not null references contact_import (id) on delete cascade,
    place int not null,
    line int not null,
    name text,
    body jsonb,
    outcome text not null check (outcome in ('waiting', 'added', 'known', 'refused')),
    detail text,
    primary key (import_id, place)
);
comment on column contact_import_line.body is 'the contact, until it is dealt with';
create index contact_import_line_waiting on contact_import_line (import_id, place) where outcome = 'waiting';
"""


def upgrade() -> None:
    """Create the tables."""
    run_sql(SQL)
