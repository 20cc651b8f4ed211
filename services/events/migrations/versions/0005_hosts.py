"""The page that was pasted where its feed is watched, and how often a key was used on a day."""

from shared.db.migrate import run_sql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Only a new table and a column that may be null: the release before runs on it unchanged.
SQL = """
alter table source add column page_url text;

create table key_use (
    api text not null,
    day date not null,
    requests integer not null,
    primary key (api, day)
);
"""


def upgrade() -> None:
    """Add them."""
    run_sql(SQL)
