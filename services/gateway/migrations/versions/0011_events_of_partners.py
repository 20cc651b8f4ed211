"""Partners bring events as well."""

from shared.db.migrate import run_sql

revision = "0011"
down_revision = "0010"

# The release before writes the two kinds that there were, and reads only its own imports' lines.
SQL = """
alter table partner_import drop constraint partner_import_kind_check;
alter table partner_import add constraint partner_import_kind_check
    check (kind in ('people', 'attendance', 'events')) not valid;
alter table partner_import validate constraint partner_import_kind_check;
"""


def upgrade() -> None:
    """Let the third kind in."""
    run_sql(SQL)
