"""Organisers: what their events tell of them, whom their pages name, and under which id they are found."""

from shared.db.migrate import run_sql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# A table of its own, filled by a worker: the release before runs on it unchanged.
SQL = """
create table organiser (
    id text primary key,
    name text not null,
    url text,
    plain_name text not null,
    page text,
    links text[] not null default '{}',
    towns text[] not null default '{}',
    around text[] not null default '{}',
    home text not null,
    because text,
    page_looked_at timestamptz,
    next_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    attempts int not null default 0,
    last_error text,
    dead_at timestamptz
);
create index organiser_home on organiser (home);
create index organiser_name on organiser (plain_name);
create index organiser_page on organiser (page) where page is not null;
create index organiser_links on organiser using gin (links) where links <> '{}';
create index organiser_due on organiser (next_at) where dead_at is null;
"""


def upgrade() -> None:
    """Create it."""
    run_sql(SQL)
