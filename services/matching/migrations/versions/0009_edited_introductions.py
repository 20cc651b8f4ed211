"""What who asked for an introduction writes while it waits."""

from shared.db.migrate import run_sql

revision = "0009"
down_revision = "0008"

# A new column alone: the release before runs on it unchanged.
SQL = """
ALTER TABLE introduction ADD COLUMN rewritten text;
COMMENT ON COLUMN introduction.rewritten IS
    'as who asked reads it; to who said no it is not shown, or a no would not end what they are told';
"""


def upgrade() -> None:
    run_sql(SQL)
