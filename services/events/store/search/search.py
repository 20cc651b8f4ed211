"""Reading events: lists as bytes that Postgres wrote, never decoded on the way out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson

from services.events.publish.entry import Entry
from services.events.search.dates import dates_sql
from services.events.search.query import Search
from services.events.search.sql import coming_sql, ids_sql, search_sql
from services.events.store.search.public_event import COLUMNS, TOLD, public_event, told_event
from shared.db import Database, Record

_ONE = f"""
select id, version, created_at, {COLUMNS} from event
where id = (select coalesce(merged_into, id) from event where id = $2)
"""  # noqa: S608 - a constant
_WITH_MAKING = f"version, event.created_at, {COLUMNS}"


@dataclass(frozen=True, slots=True)
class Found:
    """One page: events as JSON texts in order, and the search for those that follow if there are any."""

    documents: tuple[str, ...]
    following: Search | None
    ids: tuple[str, ...] = ()


async def find_events(db: Database, search: Search, *, unless: Search | None = None) -> Found:
    """Return one page of at most `search.limit` events, and the search for the next (None: the last).

    Nothing is found where there is anything that `unless` would find.
    """
    if search.is_coming:
        sql, args = coming_sql(search, TOLD, unless=unless)
    else:
        sql, args = search_sql(search, COLUMNS, unless=unless)
    rows = await db.fetch(sql, *args)
    page = rows[: search.limit]
    documents = (told_event(row, row["told"]) if search.is_coming else public_event(row) for row in page)
    more = len(rows) > search.limit
    following = search._replace(after=(page[-1]["key"], page[-1]["id"])) if more else None
    return Found(tuple(documents), following, tuple(row["id"] for row in page))


async def find_ids(db: Database, search: Search, *, unless: Search | None = None) -> list[str]:
    """Run a search of which only the order matters; `unless` as in `find_events`."""
    sql, args = ids_sql(search, unless=unless)
    return [row["id"] for row in (await db.fetch(sql, *args))[: search.limit]]


async def find_entries(db: Database, search: Search) -> list[Entry]:
    """Run a search whose results are to be written in another form than ours."""
    sql, args = search_sql(search, _WITH_MAKING)
    rows = await db.fetch(sql, *args)
    return [entry_of(row) for row in rows[: search.limit]]


async def entries_of(db: Database, ids: Sequence[str], now: datetime) -> list[Entry]:
    """Return events to be written in another form, the soonest first."""
    sql = f"""
        select version, created_at, {COLUMNS} from event where id = any($2) and not withdrawn
        order by starts_utc, id
    """  # noqa: S608 - a constant
    rows = await db.fetch(sql, now, ids)
    return [entry_of(row) for row in rows]


async def find_entry(db: Database, event_id: str, now: datetime) -> Entry | None:
    """Return one event to be written in another form, under the id it has today; None when it is unknown."""
    row = await db.fetchrow(_ONE, now, event_id)
    return entry_of(row) if row else None


async def count_dates(db: Database, search: Search, ids: Sequence[str]) -> dict[str, dict[str, object]]:
    """Return of each series of these events how many dates the search finds and when the last starts."""
    if not ids:
        return {}
    sql, args = dates_sql(search, ids)
    return {
        row["series"]: {"dates": row["dates"], "last_starts_at": orjson.Fragment(row["starts_at"])}
        for row in await db.fetch(sql, *args)
    }


def entry_of(row: Record) -> Entry:
    """Return an event to be written in another form, of a row with `COLUMNS`, version and making."""
    return Entry(orjson.loads(public_event(row)), row["version"], row["created_at"])


async def find_event(db: Database, event_id: str, now: datetime) -> tuple[str, str] | None:
    """Return (the id it answers under today, its JSON), None for an unknown event."""
    row = await db.fetchrow(_ONE, now, event_id)
    return (row["id"], public_event(row)) if row else None


async def find_batch(db: Database, ids: Sequence[str], now: datetime) -> list[str]:
    """Return the JSON of the named events in their order, merged ones under their new id, each once."""
    sql = f"""
        with asked as (
            select coalesce(merged_into, event.id) as id, min(place) as place
            from unnest($2::text[]) with ordinality as wanted (id, place) join event on event.id = wanted.id
            group by 1
        )
        select {COLUMNS} from asked join event using (id) order by place
    """  # noqa: S608 - a constant
    rows = await db.fetch(sql, now, list(ids))
    return [public_event(row) for row in rows]


async def documents_of(db: Database, ids: Sequence[str], now: datetime) -> dict[str, str]:
    """Return the JSON of the named events by id, without those that were merged away or withdrawn."""
    sql = f"""
        select id, {COLUMNS} from event
        where id = any($2) and merged_into is null and not withdrawn
    """  # noqa: S608 - a constant
    rows = await db.fetch(sql, now, list(ids))
    return {row["id"]: public_event(row) for row in rows}


async def find_provenance(db: Database, event_id: str) -> tuple[Record | None, list[Record]]:
    """Return what is known of an event's making: its own row in so far, and the rows of its listings."""
    event = await db.fetchrow(
        "select id, merged_into, provenance, merged_because, evidence, ends_utc from event where id = $1",
        event_id,
    )
    sql = """
        select listing.id, source_id, coalesce(own_title, source.title) as title, uid, doc, vanished_at,
               first_seen_at, last_seen_at, missing, page_told, trust, last_outcome,
               (select count(*) from source_fetch
                where source_fetch.source_id = source.id and at > vanished_at
                      and outcome in ('ok', 'empty', 'not_modified')) as fetches_since
        from listing join source on source.id = source_id
        where event_id = $1 and withdrawn_at is null order by trust desc, listing.id
    """
    listings = await db.fetch(sql, event_id)
    return event, listings


async def count_topics(db: Database, now: datetime) -> dict[str, int]:
    """Return how many upcoming events there are on each topic and in each area."""
    sql = """
        select topic, count(*) as upcoming from event_search, unnest(topics) as topic
        where not is_over and ends_utc > $1 and status <> 'cancelled' group by topic
    """
    rows = await db.fetch(sql, now)
    return {row["topic"]: row["upcoming"] for row in rows}
