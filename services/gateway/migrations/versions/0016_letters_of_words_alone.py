"""Queued letters have no HTML part."""

from shared.db.migrate import run_sql

revision = "0016"
down_revision = "0015"

# The release before neither reads nor writes it.
SQL = "alter table mail_message drop column html;"


def upgrade() -> None:
    """Drop the column that was always empty."""
    run_sql(SQL)
