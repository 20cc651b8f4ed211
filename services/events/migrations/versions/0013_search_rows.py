"""What searches read: narrow rows, those of coming events apart from those of events that are over."""

from shared.db.migrate import run_sql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# A trigger keeps the rows, so that the release before fills them as well. The inverted indexes bear the names
# that its ingest cleans up. `embedding` of an event was never written.
SQL = """
create table event_search (
    id text not null,
    is_over boolean not null,
    kind text not null,
    status text not null,
    mode text,
    country text,
    languages text[] not null,
    topics text[] not null,
    is_free boolean,
    starts_utc timestamptz not null,
    ends_utc timestamptz not null,
    cfp_closes_utc timestamptz,
    lat double precision,
    lon double precision,
    created_at timestamptz not null,
    title tsvector not null,
    tsv tsvector not null,
    primary key (id, is_over)
) partition by list (is_over);
create table event_ahead partition of event_search for values in (false);
create table event_past partition of event_search for values in (true);

create function event_search_follows() returns trigger language plpgsql as $$
declare
    over boolean := new.ends_utc < new.updated_at - interval '1 day';
begin
    delete from event_search
    where id = new.id and (is_over <> over or new.merged_into is not null or new.withdrawn);
    if new.merged_into is null and not new.withdrawn then
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
create trigger event_search_follows after insert or update of merged_into, withdrawn, kind, status, mode,
    country, languages, topics, is_free, starts_utc, ends_utc, cfp_closes_utc, lat, lon, tsv on event
for each row execute function event_search_follows();

insert into event_search
select id, ends_utc < now() - interval '1 day', kind, status, mode, country, languages, topics, is_free,
    starts_utc, ends_utc, cfp_closes_utc, lat, lon, created_at, ts_filter(told, '{a}'), told
from event, lateral (
    select tsv
        || setweight(to_tsvector('simple', to_char(starts_utc at time zone 'UTC', 'fmmonth yyyy')), 'B')
) as words (told)
where merged_into is null and not withdrawn;

drop index event_tsv, event_topics, event_starts, event_ends, event_cfp, event_lat, event_added;
alter table event drop column embedding;
create index event_tsv on event_ahead using gin (tsv);
create index event_title on event_ahead using gin (title);
create index event_topics on event_ahead using gin (topics);
create index event_past_tsv on event_past using gin (tsv) with (fastupdate = off);
create index event_past_topics on event_past using gin (topics) with (fastupdate = off);
create index event_starts on event_search (starts_utc, id);
create index event_ends on event_ahead (ends_utc);
create index event_cfp on event_search (cfp_closes_utc, id) where cfp_closes_utc is not null;
create index event_lat on event_search (lat, lon) where lat is not null;
create index event_added on event_search (created_at desc, id desc);
"""


def upgrade() -> None:
    """Make the rows of all events, and have them kept."""
    run_sql(SQL)
