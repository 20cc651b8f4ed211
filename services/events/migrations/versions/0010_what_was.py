"""What an entry of the change log changed: the values before it."""

from shared.db.migrate import run_sql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# A column that may be null: the release before runs on it unchanged.
SQL = """
alter table change add column was jsonb;
comment on column change.was is 'status, starts_at, place and mode before, of these only what changed';
"""


def upgrade() -> None:
    """Add it."""
    run_sql(SQL)
