"""Attendees whom partners bring: the files, their lines, and whom each id of a partner stands for."""

from shared.db.migrate import run_sql

revision = "0005"
down_revision = "0004"

# One column that may be null, and new tables: the release before runs on it unchanged.
SQL = """
alter table account add column brought_by text;
comment on column account.brought_by is 'the partner who made it; null once its owner has signed in';

create table partner_person (
    partner text not null,
    external_id text not null,
    person_id text references account (person_id) on delete set null,
    brought_at timestamptz not null,
    primary key (partner, external_id)
);
comment on column partner_person.person_id is 'null once the person has had themselves erased';
create index partner_person_person on partner_person (person_id, partner);

create table partner_import (
    id text primary key,
    partner text not null,
    kind text not null check (kind in ('people', 'attendance')),
    dry_run boolean not null,
    created_at timestamptz not null,
    finished_at timestamptz,
    next_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    attempts int not null default 0,
    last_error text,
    dead_at timestamptz
);
create index partner_import_due on partner_import (next_at) where next_at is not null and dead_at is null;
create index partner_import_partner on partner_import (partner, id desc);
create index partner_import_created on partner_import (created_at);

create table partner_import_line (
    import_id text not null references partner_import (id) on delete cascade,
    line int not null,
    external_id text,
    body jsonb,
    outcome text not null check (outcome in ('waiting', 'accepted', 'rejected')),
    detail text,
    primary key (import_id, line)
);
comment on column partner_import_line.body is 'what was sent, until it is dealt with';
create index partner_import_line_waiting on partner_import_line (import_id, line) where outcome = 'waiting';
"""


def upgrade() -> None:
    """Create the tables."""
    run_sql(SQL)
