"""How many words of coming events begin alike, to know before a search how much a beginning would find."""

from shared.db.migrate import run_sql

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

# Only a new table: the release before runs on it unchanged. It is filled when words are counted next.
SQL = """
create table word_beginning (
    beginning text collate "C" primary key,
    share double precision not null
);
"""


def upgrade() -> None:
    """Add it."""
    run_sql(SQL)
