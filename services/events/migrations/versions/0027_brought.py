"""Events that partners bring themselves."""

from shared.db.migrate import run_sql

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

# New tables alone: the release before runs on them unchanged.
SQL = """
create table partner_source (
    partner text primary key,
    source_id text not null unique references source (id) on delete cascade
);
create table partner_event (
    source_id text not null references source (id) on delete cascade,
    external_id text collate "C" not null,
    body jsonb not null,
    bytes integer not null,
    day date not null,
    updated_at timestamptz not null,
    primary key (source_id, external_id)
);
"""


def upgrade() -> None:
    """Create the tables."""
    run_sql(SQL)
