"""The document of a coming event stands with what searches read of it, as the text that a page is made of."""

from shared.db.migrate import run_sql

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

# As `store/ingest/events.py` tells it. The release before writes a row anew without its text: then the text
# stays the same and is dropped, for it tells of the document before. What is over needs none.
SQL = """
set local timezone = 'UTC';
alter table event_search add column told text;
alter table event_ahead set (toast_tuple_target = 8160);
update event_ahead set told = left(event.doc::text, -1) || ', "updated_at": ' || to_json(updated_at)::text
from event where event.id = event_ahead.id;

create function event_search_told() returns trigger language plpgsql as $$
begin
    new.told := null;
    return new;
end $$;
create trigger event_search_told before update on event_search
    for each row when (new.told = old.told) execute function event_search_told();

create index event_going on event (id) include (going) where going >= 3;
"""


def upgrade() -> None:
    """Write the texts, and find those events of which it is told how many go."""
    run_sql(SQL)
