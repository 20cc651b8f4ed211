"""Since when people say what they say, for those who know them."""

from shared.db.migrate import run_sql

revision = "0012"
down_revision = "0011"

# By key of what is said (see `people.said`), its day; the release before leaves it as it is.
SQL = """
ALTER TABLE person ADD COLUMN said jsonb NOT NULL DEFAULT '{}';
"""


def upgrade() -> None:
    """Add the column."""
    run_sql(SQL)
