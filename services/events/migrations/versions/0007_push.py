"""Subscriptions at hubs, until when a source's hub is relied upon, and events by when they were added."""

from shared.db.migrate import run_sql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# Only a new table and columns that may be null: the release before runs on it unchanged.
SQL = """
alter table source
    add column push_until timestamptz,
    add column pushed_at timestamptz;

create table push_subscription (
    source_id text primary key references source (id),
    hub text not null,
    topic text not null,
    token text not null unique,
    secret bytea not null,
    state text not null,
    asked_at timestamptz,
    verified_at timestamptz,
    expires_at timestamptz,
    pushed_at timestamptz,
    pushes integer not null default 0,
    bad_signatures integer not null default 0,
    missed integer not null default 0,
    tries integer not null default 0,
    next_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    attempts integer not null default 0,
    last_error text,
    dead_at timestamptz
);
create index push_subscription_due on push_subscription (next_at) where next_at is not null;

-- feeds of a search show first what was added last
create index event_added on event (created_at desc, id desc) where merged_into is null;
"""


def upgrade() -> None:
    """Add them."""
    run_sql(SQL)
