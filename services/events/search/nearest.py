"""What is nearest to a point: place after place, until a page is full."""

from typing import Any

from services.events.search.filters.facts import by_facts
from services.events.search.filters.places import by_place
from services.events.search.filters.statement import Statement
from services.events.search.filters.times import by_time
from services.events.search.query import Near, Search


def nearest_sql(search: Search, near: Near, columns: str) -> tuple[str, list[Any]]:
    """Return a statement that gives columns of `event_ahead` and `key`, by distance and id.

    Thousands of events of a city share its point, so the points are sorted and of each only those events are
    read that a page has room for. Points as far as one another, to the last digit, are told apart by id.
    """
    points = Statement([search.now], where=[])
    away = by_place(near, points)
    here = Statement(points.args, where=["event_ahead.lat = point.lat", "event_ahead.lon = point.lon"])
    by_time(search, here)
    by_facts(search, here)
    if search.after is not None:
        last, event_id = (here.bind(each) for each in search.after)
        points.where.append(f"{away} >= {last}::float8")
        here.where.append(f"id > case point.away when {last} then {event_id}::text else '' end")
    limit = here.bind(search.limit + 1)
    # Every interpolated part is a constant of this package or a placeholder. A point may be listed twice.
    sql = f"""
        with point as materialized (
            select distinct lat, lon, {away} as away from event_point where {" and ".join(points.where)}
        )
        select {columns}, away as key
        from (select * from point order by away) as point cross join lateral (
            select id, ctid from event_ahead where {" and ".join(here.where)} order by id limit {limit}
        ) as event_ahead
        order by away, id limit {limit}
    """  # noqa: S608
    return sql, here.args
