"""Keys of partners, their webhooks, and every message to them."""

from shared.db.migrate import run_sql

revision = "0004"
down_revision = "0003"

# New tables alone: the release before runs on it unchanged.
SQL = """
create table partner_key (
    id text primary key,
    partner text not null,
    key_hash bytea not null unique,
    scopes text[] not null,
    created_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
);

create table webhook (
    id text primary key,
    partner text not null,
    url text not null,
    types text[] not null,
    query text not null,
    state text not null check (state in ('active', 'paused', 'disabled')),
    secret bytea not null,
    old_secret bytea,
    old_until timestamptz,
    failures int not null default 0,
    failing_since timestamptz,
    last_outcome text,
    created_at timestamptz not null,
    since timestamptz not null,
    next_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    attempts int not null default 0,
    last_error text,
    dead_at timestamptz
);
comment on column webhook.next_at is 'when a message to it may be due';
create index webhook_partner on webhook (partner, id);
create index webhook_due on webhook (next_at) where next_at is not null and state = 'active';

create table webhook_delivery (
    id text primary key,
    webhook_id text not null references webhook (id) on delete cascade,
    seq bigint,
    type text not null,
    event_id text,
    body jsonb not null,
    state text not null check (state in ('pending', 'delivered', 'dead')),
    due_at timestamptz,
    tries int not null default 0,
    last_outcome text,
    created_at timestamptz not null,
    settled_at timestamptz,
    unique (webhook_id, seq)
);
create index webhook_delivery_due on webhook_delivery (webhook_id, due_at) where state = 'pending';
create index webhook_delivery_event on webhook_delivery (event_id, webhook_id);
create index webhook_delivery_newest on webhook_delivery (webhook_id, id desc);
create index webhook_delivery_settled on webhook_delivery (settled_at) where settled_at is not null;
"""


def upgrade() -> None:
    """Create the tables."""
    run_sql(SQL)
