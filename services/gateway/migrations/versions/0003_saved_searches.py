"""Saved searches, what they know of and have to tell, and whose turn it is to be told."""

from shared.db.migrate import run_sql

revision = "0003"
down_revision = "0002"

LEASE = """
    next_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    attempts int not null default 0,
    last_error text,
    dead_at timestamptz
"""

# New tables alone: the release before runs on it unchanged.
SQL = f"""
create table saved_search (
    id text primary key,
    person_id text not null references account (person_id) on delete cascade,
    name text not null,
    query text not null,
    alerts text not null check (alerts in ('at_once', 'daily', 'weekly', 'none')),
    since timestamptz not null,
    whole boolean not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    {LEASE},
    unique (person_id, name)
);
comment on column saved_search.since is 'what was added before is no news';
comment on column saved_search.whole is 'whether all that it found at that moment is known';
comment on column saved_search.next_at is 'when to look for deadlines of calls for papers';
create index saved_search_due on saved_search (next_at) where next_at is not null and dead_at is null;

create table saved_search_event (
    search_id text not null references saved_search (id) on delete cascade,
    event_id text not null,
    news text,
    seq bigint,
    was jsonb,
    cfp_told text,
    forget_at timestamptz not null,
    primary key (search_id, event_id)
);
create index saved_search_event_event on saved_search_event (event_id);
create index saved_search_event_news on saved_search_event (search_id) where news is not null;
create index saved_search_event_forget on saved_search_event (forget_at);

create table alert_turn (
    id text primary key,
    person_id text not null references account (person_id) on delete cascade,
    rhythm text not null check (rhythm in ('at_once', 'daily')),
    last_at timestamptz,
    {LEASE},
    unique (person_id, rhythm)
);
create index alert_turn_due on alert_turn (next_at) where next_at is not null and dead_at is null;

create table change_position (
    name text primary key,
    resume text not null,
    at timestamptz not null
);
"""


def upgrade() -> None:
    """Create the tables."""
    run_sql(SQL)
