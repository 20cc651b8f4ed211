"""The keys under which listings are found, a row each: a b-tree finds them sooner than an index of arrays."""

from shared.db.migrate import run_sql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Triggers fill the table, so what the release before still writes is found as well; that release goes on
# finding by arrays, slowly, until it ends: its index is emptied but answers to its name. Writers of listings
# wait for this migration, readers do not.
SQL = """
alter table listing add column block_country text;

create table listing_key (
    key bigint not null,
    country text,
    listing_id text not null
);

create function listing_key_of_new() returns trigger language plpgsql as $$
begin
    insert into listing_key (key, country, listing_id)
    select hashtextextended(key, 0), block_country, id from new_listing, unnest(block_keys) as key;
    return null;
end $$;

create function listing_key_of_changed() returns trigger language plpgsql as $$
begin
    delete from listing_key
    where listing_id = old.id and key in (select hashtextextended(key, 0) from unnest(old.block_keys) as key);
    insert into listing_key (key, country, listing_id)
    select hashtextextended(key, 0), new.block_country, new.id from unnest(new.block_keys) as key;
    return null;
end $$;

create trigger listing_key_insert after insert on listing
    referencing new table as new_listing for each statement execute function listing_key_of_new();
create trigger listing_key_update after update of block_keys, block_country on listing
    for each row
    when ((old.block_keys, old.block_country) is distinct from (new.block_keys, new.block_country))
    execute function listing_key_of_changed();

insert into listing_key (key, country, listing_id)
select hashtextextended(key, 0), block_country, id from listing, unnest(block_keys) as key;
create index listing_key_key on listing_key (key);
analyze listing_key;

drop index listing_blocks;
create index listing_blocks on listing using gin (block_keys) where false;
"""


def upgrade() -> None:
    """Make the table, fill it, and keep it filled."""
    run_sql(SQL)
