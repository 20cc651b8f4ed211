"""How many people somebody may meet by a plan."""

from shared.db.migrate import run_sql

revision = "0014"
down_revision = "0013"

# A column that may be null: the release before leaves it so.
SQL = "ALTER TABLE plan_person ADD COLUMN most smallint CHECK (most >= 0);"


def upgrade() -> None:
    """Add the column."""
    run_sql(SQL)
