"""The points where something is to come are listed, so that of a large city not every event is compared."""

from shared.db.migrate import run_sql

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

# By trigger, so that what the release before writes is listed as well. Not unique, as `lexeme` is not: who
# writes at a new point would wait for another who does. A point where nothing is left costs one look.
SQL = """
set local maintenance_work_mem = '512MB';
create table event_point (lat double precision not null, lon double precision not null);

create function event_point_takes() returns trigger language plpgsql as $$
begin
    insert into event_point (lat, lon)
    select lat, lon
    from (select distinct lat, lon from new_row where not is_over and lat + lon is not null) as told
    where (select true from event_point as known
           where known.lat = told.lat and known.lon = told.lon limit 1) is null;
    return null;
end $$;
create trigger event_point_takes_new after insert on event_search
    referencing new table as new_row for each statement execute function event_point_takes();
create trigger event_point_takes_changed after update on event_search
    referencing new table as new_row for each statement execute function event_point_takes();

insert into event_point (lat, lon) select distinct lat, lon from event_ahead where lat + lon is not null;
create index event_point_known on event_point (lat, lon);
analyze event_point;

drop index event_place;
create index event_place on event_search (lat, lon, id) include (starts_utc, ends_utc, status)
    where lat is not null;
"""


def upgrade() -> None:
    """List the points that there are, and those to come."""
    run_sql(SQL)
