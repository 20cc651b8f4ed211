"""Listings: what each source says, kept whole, each linked to the event that it tells of."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from services.events.ingest.model import Listing
from services.events.ingest.presence.presence import Known
from services.events.ingest.presence.renamed import Unfound
from services.events.ingest.resolve.compare.block import own_keys
from services.events.ingest.resolve.compare.place import home_country
from services.events.ingest.resolve.model import Sighting
from services.events.ingest.when import sort_utc
from services.events.store.ingest.compared import compared_to_json
from services.events.store.ingest.encoding import listing_to_json
from shared.db import Connection, Database, Executor

_UPSERT = """
insert into listing (id, source_id, uid, recurrence_id, event_id, doc, content_hash, block_keys,
                     block_country, compared, starts_utc, first_seen_at, changed_at, last_seen_at)
select id, source_id, uid, recurrence_id, event_id, doc, content_hash, block_keys, block_country,
       compared, starts_utc, first_seen_at, changed_at, $2
from jsonb_to_recordset($1) as told (
    id text, source_id text, uid text, recurrence_id text, event_id text, doc jsonb, content_hash text,
    block_keys text[], block_country text, compared jsonb, starts_utc timestamptz, first_seen_at timestamptz,
    changed_at timestamptz)
on conflict (id) do update set uid = excluded.uid, recurrence_id = excluded.recurrence_id,
    event_id = excluded.event_id, doc = excluded.doc,
    content_hash = excluded.content_hash, block_keys = excluded.block_keys,
    block_country = excluded.block_country, compared = excluded.compared,
    starts_utc = excluded.starts_utc, changed_at = excluded.changed_at
"""
_ROWS_AT_ONCE = 100
"""Of listings: the next are prepared while the database is at these."""


async def held_by(conn: Connection, source_id: str) -> list[Known]:
    """Return what is held of one source, without the documents."""
    sql = """
        select id, uid, recurrence_id, content_hash, starts_utc, missing, returned,
               vanished_at is not null as vanished
        from listing where source_id = $1
    """
    rows = await conn.fetch(sql, source_id)
    return [Known(**dict(row)) for row in rows]


async def unfound(conn: Connection, listing_ids: Sequence[str]) -> list[Unfound]:
    """Return what tells named listings apart where their identity does not."""
    sql = """
        select id, doc->>'title' as title, doc->>'url' as url, doc->'starts'->>'local' as starts,
               recurrence_id
        from listing where id = any($1)
    """
    rows = await conn.fetch(sql, list(listing_ids))
    return [Unfound(**dict(row)) for row in rows]


async def events_of(db: Database, listing_ids: Sequence[str]) -> dict[str, str]:
    """Return the events that named listings tell of; those that are not there are left out."""
    rows = await db.fetch("select id, event_id from listing where id = any($1)", list(listing_ids))
    return {row["id"]: row["event_id"] for row in rows}


async def next_start(conn: Connection, source_id: str, now: datetime) -> datetime | None:
    """Return when the next listing of a source that still stands starts."""
    sql = """
        select min(starts_utc) from listing
        where source_id = $1 and starts_utc >= $2 and vanished_at is null
    """
    found: datetime | None = await conn.fetchval(sql, source_id, now)
    return found


async def save_listings(conn: Executor, rows: Sequence[tuple[Sighting, str]], now: datetime) -> None:
    """Write new or changed listings, each with the id of its event."""
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        batch = [_row(sighting, event_id) for sighting, event_id in rows[start : start + _ROWS_AT_ONCE]]
        await conn.execute(_UPSERT, batch, now)


async def drop_listings(conn: Connection, listing_ids: Collection[str]) -> None:
    """Take back listings that were written early."""
    if listing_ids:
        await conn.execute("delete from listing where id = any($1)", list(listing_ids))


async def relink(conn: Connection, links: Sequence[tuple[str, str]]) -> None:
    """Link listings (id, event id) to other events."""
    if links:
        await conn.executemany("update listing set event_id = $2 where id = $1", links)


async def mark_presence(
    conn: Connection, *, seen: Sequence[str], missing: Sequence[str], vanished: Sequence[str], now: datetime
) -> None:
    """Note which listings a good fetch held, which it missed, and which count as vanished from now on."""
    if seen:
        sql = """
            update listing set last_seen_at = $2, missing = 0, vanished_at = null, page_told = null,
                               returned = returned + (vanished_at is not null)::int
            where id = any($1)
        """
        await conn.execute(sql, list(seen), now)
    if missing:
        await conn.execute("update listing set missing = missing + 1 where id = any($1)", list(missing))
    if vanished:
        await conn.execute("update listing set vanished_at = $2 where id = any($1)", list(vanished), now)


def _row(sighting: Sighting, event_id: str) -> dict[str, Any]:
    listing: Listing = sighting.listing
    return {
        "id": sighting.id,
        "source_id": sighting.source_id,
        "uid": listing.uid,
        "recurrence_id": listing.recurrence_id,
        "event_id": event_id,
        "doc": listing_to_json(listing),
        "content_hash": listing.content_hash,
        "block_keys": sorted(own_keys(listing)),
        "block_country": home_country(listing),
        "compared": compared_to_json(listing),
        "starts_utc": sort_utc(listing.starts),
        "first_seen_at": sighting.first_seen_at,
        "changed_at": sighting.changed_at,
    }
