"""What searches read of new events is written a statement at a time, not an event at a time."""

from shared.db.migrate import run_sql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

# An event that is inserted has no rows of an earlier state to move or drop; the trigger for changes stays.
SQL = """
create function event_search_takes() returns trigger language plpgsql as $$
begin
    insert into event_search (id, is_over, kind, status, mode, country, languages, topics, is_free,
        starts_utc, ends_utc, cfp_closes_utc, lat, lon, created_at, title, tsv)
    select id, ends_utc < updated_at - interval '1 day', kind, status, mode, country, languages, topics,
        is_free, starts_utc, ends_utc, cfp_closes_utc, lat, lon, created_at, ts_filter(tsv, '{a}'), tsv
    from new_event where merged_into is null and not withdrawn;
    return null;
end $$;

drop trigger event_search_follows on event;
create trigger event_search_takes after insert on event
    referencing new table as new_event for each statement execute function event_search_takes();
create trigger event_search_follows after update of merged_into, withdrawn, kind, status, mode,
    country, languages, topics, is_free, starts_utc, ends_utc, cfp_closes_utc, lat, lon, tsv on event
for each row execute function event_search_follows();
"""


def upgrade() -> None:
    """Let inserts go by statements."""
    run_sql(SQL)
