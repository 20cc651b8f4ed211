"""What coming events are about, as vectors, to find those that say it in other words."""

from shared.db.migrate import run_sql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# Only a new table: the release before runs on it unchanged. It is filled in the background.
SQL = """
create table event_meaning (
    id text primary key,
    version integer not null,
    embedding halfvec(256) not null
);
create index event_meaning_near on event_meaning using hnsw (embedding halfvec_cosine_ops);
"""


def upgrade() -> None:
    """Add it."""
    run_sql(SQL)
