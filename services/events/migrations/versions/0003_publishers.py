"""What publishers may say of their sources: claims, budgets, stopping, their own words; and what follows."""

from shared.db.migrate import run_sql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Only new tables and columns with a default or null: the release before runs on it unchanged.
SQL = """
alter table source
    add column most_often_s integer check (most_often_s between 3600 and 604800),
    add column stopped_at timestamptz,
    add column withdrawn boolean not null default false,
    add column own_title text,
    add column own_licence text,
    add column own_attribution text,
    add column own_timezone text;

alter table listing add column withdrawn_at timestamptz;
alter table event add column withdrawn boolean not null default false;

create table source_claim (
    id text primary key,
    source_id text not null references source (id),
    person_id text not null,
    method text not null,
    token text not null unique,
    created_at timestamptz not null,
    verified_at timestamptz,
    checked_at timestamptz,
    failing_since timestamptz,
    lapsed_at timestamptz,
    looks jsonb not null default '[]',
    next_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    attempts integer not null default 0,
    last_error text,
    dead_at timestamptz,
    unique (person_id, source_id, method)
);
create index source_claim_due on source_claim (next_at) where next_at is not null and dead_at is null;
create index source_claim_source on source_claim (source_id);

create table claim_attempt (
    person_id text not null,
    host text not null,
    at timestamptz not null
);
create index claim_attempt_at on claim_attempt (at);

create table redraft (
    source_id text primary key references source (id),
    next_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    attempts integer not null default 0,
    last_error text,
    dead_at timestamptz
);
"""


def upgrade() -> None:
    """Add them."""
    run_sql(SQL)
