"""The words of coming events, to mend those that a search misspells."""

from shared.db.migrate import run_sql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# Only a new table: the release before runs on it unchanged.
SQL = """
create table word (
    word text collate "C" primary key,
    events integer not null
);
"""


def upgrade() -> None:
    """Add it."""
    run_sql(SQL)
