"""Which organiser brought whom: who proves a source later reads nobody whom another brought.

No row is rewritten. Nobody can tell by now who brought those of before: an organiser reads them once they
send their table again. The release before, which knows neither, goes on as it did.
"""

from shared.db.migrate import run_sql

revision = "0021"
down_revision = "0020"

SQL = """
alter table partner_import add column made_by text references account (person_id) on delete set null;
comment on column partner_import.made_by is 'the organiser who sent it; null of a partner with a key';
create index partner_import_made_by on partner_import (made_by) where made_by is not null;

create table partner_reader (
    reader_id text not null references account (person_id) on delete cascade,
    partner text not null,
    external_id text not null,
    primary key (reader_id, partner, external_id),
    foreign key (partner, external_id) references partner_person on delete cascade
);
create index partner_reader_read on partner_reader (partner, external_id);
"""


def upgrade() -> None:
    """Add the column and the table."""
    run_sql(SQL)
