"""When an organiser whom nobody let in last had us write to a person."""

from shared.db.migrate import run_sql

revision = "0014"
down_revision = "0013"

SQL = """
alter table partner_person add column told_at timestamptz;
create index partner_person_told on partner_person (told_at) where told_at is not null;
"""


def upgrade() -> None:
    """Add the column, and an index by which the letters of a day are counted."""
    run_sql(SQL)
