"""The words of an event are kept once, in what searches read: whoever writes the event writes them there."""

from shared.db.migrate import run_sql

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

# The release before still writes `event.tsv`, and has the triggers write the row of searches from it. Where
# there is none the row has been written already, and only what is no longer to be found has to go.
SQL = """
alter table event alter column tsv drop not null;

create or replace function event_search_takes() returns trigger language plpgsql as $$
begin
    insert into event_search (id, is_over, kind, status, mode, country, languages, topics, is_free,
        starts_utc, ends_utc, cfp_closes_utc, lat, lon, created_at, title, tsv)
    select id, ends_utc < updated_at - interval '1 day', kind, status, mode, country, languages, topics,
        is_free, starts_utc, ends_utc, cfp_closes_utc, lat, lon, created_at, ts_filter(tsv, '{a}'), tsv
    from new_event where merged_into is null and not withdrawn and tsv is not null;
    return null;
end $$;

create or replace function event_search_follows() returns trigger language plpgsql as $$
declare
    over boolean := new.ends_utc < new.updated_at - interval '1 day';
begin
    delete from event_search
    where id = new.id and (is_over <> over or new.merged_into is not null or new.withdrawn);
    if new.merged_into is null and not new.withdrawn and new.tsv is not null then
        insert into event_search values (
            new.id, over, new.kind, new.status, new.mode, new.country, new.languages, new.topics, new.is_free,
            new.starts_utc, new.ends_utc, new.cfp_closes_utc, new.lat, new.lon, new.created_at,
            ts_filter(new.tsv, '{a}'), new.tsv)
        on conflict (id, is_over) do update set
            kind = excluded.kind, status = excluded.status, mode = excluded.mode, country = excluded.country,
            languages = excluded.languages, topics = excluded.topics, is_free = excluded.is_free,
            starts_utc = excluded.starts_utc, ends_utc = excluded.ends_utc,
            cfp_closes_utc = excluded.cfp_closes_utc, lat = excluded.lat, lon = excluded.lon,
            title = excluded.title, tsv = excluded.tsv;
    end if;
    return null;
end $$;
"""


def upgrade() -> None:
    """Let events be written without their words."""
    run_sql(SQL)
