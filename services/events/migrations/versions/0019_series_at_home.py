"""All events are told anew, since conferences of one name in several countries are series of their own."""

from shared.db.migrate import run_sql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

# Work for a worker alone, 500 listings at a time: the release before runs on it unchanged.
SQL = """
insert into redraft (source_id, next_at) select id, 'epoch' from source
on conflict (source_id) do update set next_at = excluded.next_at, lease_owner = null, lease_until = null,
    attempts = 0, dead_at = null;
"""


def upgrade() -> None:
    """Ask for it."""
    run_sql(SQL)
