"""What politeness must remember: hints, moves, how long a source has failed, robots.txt, past fetches."""

from shared.db.migrate import run_sql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Only new tables and columns with a default or null: the release before runs on it unchanged.
SQL = """
alter table source
    add column domain text,
    add column is_page boolean not null default false,
    add column poll_hint_s integer,
    add column moved_to text,
    add column moved_seen integer not null default 0,
    add column failing_since timestamptz;
create index source_of_host on source (host);

create table source_move (
    old_url text primary key,
    source_id text not null references source (id),
    at timestamptz not null
);

create table source_fetch (
    source_id text not null references source (id),
    at timestamptz not null,
    outcome text not null,
    listings integer not null,
    rejected integer not null,
    primary key (source_id, at)
);

create table robots (
    origin text primary key,
    body text,
    fetched_at timestamptz not null
);
"""


def upgrade() -> None:
    """Add them."""
    run_sql(SQL)
