"""Which events are dates of one series, so that a list holds one of them."""

from shared.db.migrate import run_sql

revision = "0002"
down_revision = "0001"

SQL = """
ALTER TABLE catalogue_event ADD COLUMN series text;   -- null: of none, or not told yet
"""


def upgrade() -> None:
    run_sql(SQL)
