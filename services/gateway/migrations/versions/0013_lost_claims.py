"""How many claims of a row in a row ran out, so that what kills whoever works at it is given up."""

from shared.db.migrate import run_sql

revision = "0013"
down_revision = "0012"

# Columns with a default: no row is rewritten, and the release before leaves them as they are.
SQL = """
alter table erasure add column lost int not null default 0;
alter table mail_message add column lost int not null default 0;
alter table digest_subscriber add column lost int not null default 0;
alter table digest_issue add column lost int not null default 0;
alter table saved_search add column lost int not null default 0;
alter table alert_turn add column lost int not null default 0;
alter table webhook add column lost int not null default 0;
alter table partner_import add column lost int not null default 0;
alter table own_page add column lost int not null default 0;
alter table contact_import add column lost int not null default 0;
"""


def upgrade() -> None:
    """Add the columns."""
    run_sql(SQL)
