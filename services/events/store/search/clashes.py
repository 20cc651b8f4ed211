"""Events that a new one could clash with."""

from asyncio import to_thread
from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, timedelta

from services.events.search.clashes import Rival
from services.events.search.filters.filtered import filtered
from services.events.search.query import Search
from services.events.series.expect import Edition, expected_until, may_be_expected
from services.events.store.search.series import OFF
from shared.db import Database, Record
from shared.topics import area_of

MOST_WEIGHED = 5000
"""Events looked at in one answer, the soonest first."""
MOST_SERIES = 60
"""Series of one answer that are asked what is expected, those with the most editions: 2 to 13 ms each."""
_LATELY = timedelta(days=800)
"""How far from now the latest edition of a series is that is held every second year at least."""
_SHOWN = """
doc ->> 'title' as title, doc -> 'place' ->> 'city' as city,
left(doc -> 'starts_at' ->> 'local', 10) as first, left(doc -> 'ends_at' ->> 'local', 10) as last
"""


async def find_rivals(db: Database, search: Search, begins: datetime, ends: datetime) -> list[Rival]:
    """Return the events of a search between two instants, on any topic of the areas asked for."""
    statement = filtered(_of_areas(search)._replace(overlaps=(begins, ends)))
    where = "\n  and ".join(statement.where)
    sql = f"""
        with rivals as materialized (
            select id, starts_utc, topics from {statement.rows} where {where}
            order by starts_utc, id limit {MOST_WEIGHED}
        )
        select id, rivals.topics, {_SHOWN}
        from rivals join event using (id) order by rivals.starts_utc, id
    """  # noqa: S608 - only constants and placeholders are interpolated
    rows = await db.fetch(sql, *statement.args)
    return [_rival(row) for row in rows]


async def find_expected(db: Database, search: Search, today: date, last: date) -> list[Rival]:
    """Return the editions that are expected from today to a day of series whose latest the search finds.

    Where an edition is to be held nobody knows; it is taken to be where the latest was, and as long.
    """
    statement = filtered(_of_areas(search)._replace(overlaps=(search.now - _LATELY, search.now + _LATELY)))
    where = "\n  and ".join(statement.where)
    sql = f"""
        with lately as materialized (
            select id, starts_utc, topics from {statement.rows} where {where}
            order by starts_utc desc, id limit {MOST_WEIGHED}
        )
        select distinct on (doc -> 'series' ->> 'id') doc -> 'series' ->> 'id' as series,
            doc -> 'series' ->> 'name' as name, id, lately.topics, {_SHOWN}
        from lately join event using (id) where jsonb_typeof(doc -> 'series') = 'object'
        order by doc -> 'series' ->> 'id', lately.starts_utc desc, id
    """  # noqa: S608 - only constants and placeholders are interpolated
    rows = await db.fetch(sql, *statement.args)
    latest = {row["series"]: row for row in rows}
    editions = await _editions(db, list(latest), today, last)
    ahead = await to_thread(_ahead, editions, today, last)
    return [
        _expected(_rival(latest[series]), latest[series]["name"], series, day)
        for series, days in ahead.items()
        # of what moved on the search found only what was here
        if max(editions[series], key=lambda it: it.day).event_id == latest[series]["id"]
        for day in days
    ]


def _of_areas(search: Search) -> Search:
    return search._replace(topics=tuple(dict.fromkeys(area_of(topic) for topic in search.topics)))


async def _editions(db: Database, series: list[str], today: date, last: date) -> dict[str, list[Edition]]:
    """Return the editions of those series of which one may be expected by then, the most regular first."""
    sql = """
        select doc -> 'series' ->> 'id' as series, id, left(doc -> 'starts_at' ->> 'local', 10) as day,
            doc ->> 'status' as status
        from event where doc -> 'series' ->> 'id' = any($1) and jsonb_typeof(doc -> 'series') = 'object'
          and merged_into is null and not withdrawn
        order by 1, 3, id
    """
    rows = await db.fetch(sql, series)
    found: dict[str, list[Edition]] = defaultdict(list)
    for row in rows:
        edition = Edition(row["id"], date.fromisoformat(row["day"]), row["status"] in OFF)
        found[row["series"]].append(edition)
    awake = {key: held for key, held in found.items() if may_be_expected(held, today, last)}
    regular = sorted(awake, key=lambda key: (-len(awake[key]), key))[:MOST_SERIES]
    return {key: awake[key] for key in regular}


def _ahead(editions: dict[str, list[Edition]], today: date, last: date) -> dict[str, list[date]]:
    return {series: expected_until(held, today, last) for series, held in editions.items()}


def _expected(latest: Rival, name: str, series: str, day: date) -> Rival:
    length = latest.last - latest.first
    title = f"{name} (expected, unconfirmed)"
    return replace(latest, title=title, first=day, last=day + length, expected_of=series)


def _rival(row: Record) -> Rival:
    first = date.fromisoformat(row["first"])
    last = max(first, date.fromisoformat(row["last"])) if row["last"] else first
    topics = tuple(topic for topic in row["topics"] if "." in topic)
    return Rival(row["id"], row["title"], row["city"], first, last, topics)
