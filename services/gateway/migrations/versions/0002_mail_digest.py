"""Letters to send, the digest's settings, issues and suppressions."""

from shared.db.migrate import run_sql

revision = "0002"
down_revision = "0001"

LEASE = """
    next_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    attempts int not null default 0,
    last_error text,
    dead_at timestamptz
"""

SQL = f"""
create table mail_message (
    message_id text primary key,
    kind text not null,
    to_address text not null,
    subject text not null,
    text text not null,
    html text,
    headers jsonb not null default '{{}}',
    created_at timestamptz not null default now(),
    sent_at timestamptz,
    receipt text,
    {LEASE}
);
alter table mail_message alter column next_at set default 'epoch';
create index mail_message_due on mail_message (next_at) where next_at is not null and dead_at is null;

create table digest_subscriber (
    person_id text primary key references account (person_id) on delete cascade,
    weekday int not null default 1 check (weekday between 1 and 7),
    hour int not null default 8 check (hour between 0 and 23),
    frequency text not null default 'weekly'
        check (frequency in ('weekly', 'fortnightly', 'monthly', 'never')),
    paused_until timestamptz,
    since timestamptz,
    timezone text,
    last_decision text,
    last_decided_at timestamptz,
    {LEASE}
);
alter table digest_subscriber alter column next_at set default 'epoch';
create index digest_subscriber_due on digest_subscriber (next_at)
    where next_at is not null and dead_at is null;

create table digest_issue (
    message_id text primary key,
    person_id text not null references account (person_id) on delete cascade,
    list text not null,
    iso_week text not null,
    state text not null check (state in ('ready', 'handing', 'sent', 'unknown', 'failed', 'withheld')),
    to_address text not null,
    sender text not null,
    content bytea not null,
    content_sha256 text not null,
    created_at timestamptz not null,
    handed_at timestamptz,
    via text,
    settled_at timestamptz,
    receipt text,
    {LEASE},
    unique (person_id, list, iso_week)
);
create index digest_issue_due on digest_issue (next_at) where next_at is not null and dead_at is null;
create index digest_issue_handing on digest_issue (lease_until) where state = 'handing';

create table mail_suppression (
    address_hmac bytea not null,
    list text not null,
    reason text not null,
    created_at timestamptz not null,
    primary key (address_hmac, list)
);
"""


def upgrade() -> None:
    """Create the tables."""
    run_sql(SQL)
