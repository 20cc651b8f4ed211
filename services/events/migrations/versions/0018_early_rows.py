"""Rows that were written before a reading had ended can be taken back: what triggers made goes with them."""

from shared.db.migrate import run_sql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

SQL = """
create function listing_key_of_gone() returns trigger language plpgsql as $$
begin
    delete from listing_key
    using old_listing, unnest(old_listing.block_keys) as gone
    where listing_id = old_listing.id and key = hashtextextended(gone, 0);
    return null;
end $$;
create trigger listing_key_delete after delete on listing
    referencing old table as old_listing for each statement execute function listing_key_of_gone();

create function event_search_goes() returns trigger language plpgsql as $$
begin
    delete from event_search using old_event where event_search.id = old_event.id;
    return null;
end $$;
create trigger event_search_goes after delete on event
    referencing old table as old_event for each statement execute function event_search_goes();
"""


def upgrade() -> None:
    """Keep the rows of keys and of searches in step with deletions as well."""
    run_sql(SQL)
