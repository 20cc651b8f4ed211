"""Sources, documents, listings, events and the change log."""

from shared.db.migrate import run_sql
from shared.db.schema import INBOX_SQL, OUTBOX_SQL

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQL = """
create extension if not exists vector;

create table source (
    id text primary key,
    url text not null unique,
    host text not null,
    title text not null,
    origin text not null,
    format_hint text,
    format text,
    trust smallint not null check (trust between 0 and 100),
    licence text,
    attribution text,
    timezone text,
    country text,
    topics text[] not null default '{}',
    every_s integer not null check (every_s >= 600),
    paused boolean not null default false,
    etag text,
    last_modified text,
    document_sha256 bytea,
    last_fetched_at timestamptz,
    last_good_at timestamptz,
    last_read_at timestamptz,
    last_outcome text,
    failures integer not null default 0,
    listings integer not null default 0,
    events integer not null default 0,
    rejected integer not null default 0,
    rejections jsonb not null default '[]',
    created_at timestamptz not null,
    next_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    attempts integer not null default 0,
    last_error text,
    dead_at timestamptz
);
create index source_due on source (next_at) where next_at is not null and dead_at is null;

create table source_host (
    host text primary key,
    free_at timestamptz not null
);

create table document (
    sha256 bytea primary key,
    media_type text,
    size integer not null,
    zlib bytea not null,
    first_seen_at timestamptz not null
);

create table event (
    id text primary key,
    version integer not null,
    merged_into text,
    doc jsonb not null,
    provenance jsonb not null,
    merged_because text[] not null default '{}',
    kind text not null,
    status text not null,
    mode text,
    country text,
    languages text[] not null default '{}',
    topics text[] not null default '{}',
    is_free boolean,
    starts_utc timestamptz not null,
    ends_utc timestamptz not null,
    cfp_closes_utc timestamptz,
    lat double precision,
    lon double precision,
    tsv tsvector not null,
    embedding vector(256),
    going integer not null default 0,
    going_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index event_starts on event (starts_utc, id) where merged_into is null;
create index event_ends on event (ends_utc) where merged_into is null;
create index event_cfp on event (cfp_closes_utc, id) where merged_into is null and cfp_closes_utc is not null;
create index event_tsv on event using gin (tsv) with (fastupdate = off);
create index event_topics on event using gin (topics) with (fastupdate = off);
create index event_lat on event (lat, lon) where merged_into is null and lat is not null;
create index event_merged on event (merged_into) where merged_into is not null;

create table listing (
    id text primary key,
    source_id text not null references source (id),
    uid text not null,
    recurrence_id text not null,
    event_id text not null references event (id),
    doc jsonb not null,
    content_hash text not null,
    block_keys text[] not null,
    starts_utc timestamptz not null,
    missing integer not null default 0,
    vanished_at timestamptz,
    first_seen_at timestamptz not null,
    changed_at timestamptz not null,
    last_seen_at timestamptz not null,
    unique (source_id, uid, recurrence_id)
);
create index listing_event on listing (event_id);
create index listing_blocks on listing using gin (block_keys) with (fastupdate = off);

create table change (
    seq bigint generated always as identity primary key,
    event_id text not null,
    reason text not null,
    merged_into text,
    version integer not null,
    at timestamptz not null
);
create index change_event on change (event_id);
"""


def upgrade() -> None:
    """Create the tables."""
    run_sql(SQL)
    run_sql(OUTBOX_SQL)
    run_sql(INBOX_SQL)
