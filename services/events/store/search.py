"""Reading events: lists as bytes that Postgres wrote, never decoded on the way out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.events.search.query import Search
from services.events.search.sql import DOCUMENT, search_sql
from shared.db import Database, Record


@dataclass(frozen=True, slots=True)
class Found:
    """One page: events as JSON texts in order, and the (key, id) of the last when there are more."""

    documents: tuple[str, ...]
    last: tuple[float | datetime, str] | None


async def find_events(db: Database, search: Search) -> Found:
    """Run a search."""
    sql, args = search_sql(search)
    rows = await db.fetch(sql, *args)
    page = rows[: search.limit]
    last = (page[-1]["key"], page[-1]["id"]) if len(rows) > search.limit else None
    return Found(tuple(row["doc"] for row in page), last)


async def find_event(db: Database, event_id: str, now: datetime) -> tuple[str, str] | None:
    """Return (the id it answers under today, its JSON), None for an unknown event."""
    row = await db.fetchrow(
        f"""
        select id, ({DOCUMENT})::text as doc from event
        where id = (select coalesce(merged_into, id) from event where id = $2)
        """,  # noqa: S608 - DOCUMENT is a constant
        now,
        event_id,
    )
    return (row["id"], row["doc"]) if row else None


async def find_batch(db: Database, ids: Sequence[str], now: datetime) -> list[str]:
    """Return the JSON of the named events in their order, merged ones under their new id, each once."""
    rows = await db.fetch(
        f"""
        with asked as (
            select coalesce(merged_into, event.id) as id, min(place) as place
            from unnest($2::text[]) with ordinality as wanted (id, place) join event on event.id = wanted.id
            group by 1
        )
        select ({DOCUMENT})::text as doc from asked join event using (id) order by place
        """,  # noqa: S608 - DOCUMENT is a constant
        now,
        list(ids),
    )
    return [row["doc"] for row in rows]


async def find_provenance(db: Database, event_id: str) -> tuple[Record | None, list[Record]]:
    """Return what is known of an event's making: its own row in so far, and the rows of its listings."""
    event = await db.fetchrow(
        "select id, merged_into, provenance, merged_because, evidence from event where id = $1", event_id
    )
    listings = await db.fetch(
        """
        select listing.id, source_id, coalesce(own_title, source.title) as title, uid, doc, vanished_at,
               first_seen_at, last_seen_at
        from listing join source on source.id = source_id
        where event_id = $1 and withdrawn_at is null order by trust desc, listing.id
        """,
        event_id,
    )
    return event, listings


async def count_topics(db: Database, now: datetime) -> dict[str, int]:
    """Return how many upcoming events there are on each topic and in each area."""
    rows = await db.fetch(
        """
        select topic, count(*) as upcoming from event, unnest(topics) as topic
        where merged_into is null and not withdrawn and ends_utc > $1 and status <> 'cancelled' group by topic
        """,
        now,
    )
    return {row["topic"]: row["upcoming"] for row in rows}
