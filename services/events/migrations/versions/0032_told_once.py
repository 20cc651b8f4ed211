"""What searches read of an event stands in their row alone; triggers only drop what is not to be found."""

from shared.db.migrate import run_sql

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

# The release before writes these columns still; the next one may drop them. Neither asks for the index.
SQL = """
alter table event alter column kind drop not null, alter column status drop not null,
    alter column languages drop not null, alter column topics drop not null;

drop trigger event_search_takes on event;
drop function event_search_takes();

create or replace function event_search_follows() returns trigger language plpgsql as $$
begin
    delete from event_search
    where id = new.id and (new.merged_into is not null or new.withdrawn
        or is_over <> (new.ends_utc < new.updated_at - interval '1 day'));
    return null;
end $$;
drop trigger event_search_follows on event;
create trigger event_search_follows after update of merged_into, withdrawn, ends_utc on event
for each row execute function event_search_follows();

drop index listing_blocks;
"""


def upgrade() -> None:
    """Let events be written without what searches read."""
    run_sql(SQL)
