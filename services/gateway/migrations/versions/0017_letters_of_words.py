"""Letters are of words alone: no release writes or reads another form of them."""

from shared.db.migrate import run_sql

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Drop the column."""
    run_sql("alter table mail_message drop column html")
