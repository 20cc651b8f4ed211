"""Events by their series and by their organiser; all are told anew, since editions are linked from now on."""

from shared.db.migrate import run_sql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Indexes alone, and work for a worker: the release before runs on it unchanged.
SQL = """
create index event_series on event ((doc->'series'->>'id'), starts_utc)
    where merged_into is null and jsonb_typeof(doc->'series') = 'object';
create index event_organiser on event ((doc->'organiser'->>'id'), starts_utc)
    where merged_into is null and jsonb_typeof(doc->'organiser') = 'object';
insert into redraft (source_id, next_at) select id, 'epoch' from source
on conflict (source_id) do update set next_at = excluded.next_at, lease_owner = null, lease_until = null,
    attempts = 0, dead_at = null;
"""


def upgrade() -> None:
    """Create them."""
    run_sql(SQL)
