"""Inverted indexes take a document's rows in one go: the ingest merges what is pending before it commits."""

from shared.db.migrate import run_sql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SQL = """
alter index event_tsv set (fastupdate = on);
alter index event_topics set (fastupdate = on);
alter index listing_blocks set (fastupdate = on);
"""


def upgrade() -> None:
    """Let the indexes gather rows."""
    run_sql(SQL)
