"""Why listings were merged, which pairs are in doubt, and what persons said of them."""

from shared.db.migrate import run_sql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Only new tables and a column with a default: the release before runs on it unchanged.
SQL = """
alter table event add column evidence jsonb not null default '[]';

create table verdict (
    one text not null references listing (id),
    other text not null references listing (id),
    same boolean not null,
    said_by text not null,
    at timestamptz not null,
    primary key (one, other),
    check (one < other)
);
create index verdict_other on verdict (other);

create table doubt (
    one text not null references listing (id),
    other text not null references listing (id),
    probability real not null,
    reason text not null,
    features jsonb not null,
    at timestamptz not null,
    primary key (one, other),
    check (one < other)
);
create index doubt_other on doubt (other);
create index doubt_likeliest on doubt (probability desc, one, other);
"""


def upgrade() -> None:
    """Add them."""
    run_sql(SQL)
