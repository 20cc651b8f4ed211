"""Which introductions were made in person, by handing over a card."""

from shared.db.migrate import run_sql

revision = "0019"
down_revision = "0018"

SQL = "ALTER TABLE introduction ADD COLUMN in_person boolean NOT NULL DEFAULT false"


def upgrade() -> None:
    """Add the column."""
    run_sql(SQL)
