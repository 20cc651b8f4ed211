"""Listings: what each source says, kept whole, each linked to the event that it tells of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.events.ingest.model import Listing, sort_utc
from services.events.ingest.resolve.block import own_keys
from services.events.ingest.resolve.model import Sighting
from services.events.store.encoding import listing_from_json, listing_to_json
from shared.db import Connection, Record

_SIGHTINGS = """
select listing.*, coalesce(source.own_title, source.title) as source_title, source.trust
from listing join source on source.id = source_id
"""
_KEYS_AT_ONCE = 2000
_MOST_NEAR = 20_000
"""Listings that so many keys may bring: a bound for floods of like names, far above what feeds hold."""


@dataclass(frozen=True, slots=True)
class Held:
    """A listing of one source as the database holds it."""

    id: str
    event_id: str
    uid: str
    recurrence_id: str
    content_hash: str
    starts_utc: datetime
    missing: int
    vanished: bool
    first_seen_at: datetime
    changed_at: datetime

    @property
    def key(self) -> tuple[str, str]:
        """Identity within the source."""
        return self.uid, self.recurrence_id


async def held_by(conn: Connection, source_id: str) -> list[Held]:
    """Return what is held of one source, without the documents."""
    rows = await conn.fetch(
        """
        select id, event_id, uid, recurrence_id, content_hash, starts_utc, missing, first_seen_at, changed_at,
               vanished_at is not null as vanished
        from listing where source_id = $1
        """,
        source_id,
    )
    return [Held(**dict(row)) for row in rows]


async def next_start(conn: Connection, source_id: str, now: datetime) -> datetime | None:
    """Return when the next listing of a source that still stands starts."""
    found: datetime | None = await conn.fetchval(
        """
        select min(starts_utc) from listing
        where source_id = $1 and starts_utc >= $2 and vanished_at is null
        """,
        source_id,
        now,
    )
    return found


async def neighbours(conn: Connection, keys: Iterable[str], listing_ids: Iterable[str]) -> list[Sighting]:
    """Return listings with a key in common, named or judged with a named one, with their events' others."""
    near = await _events_named(conn, list(listing_ids))
    wanted = sorted(keys)
    # Without the index each row is compared with each of the keys: seconds where the index takes moments.
    await conn.execute("set local enable_seqscan = off")
    for start in range(0, len(wanted), _KEYS_AT_ONCE):
        near |= await _events_under(conn, wanted[start : start + _KEYS_AT_ONCE])
    await conn.execute("set local enable_seqscan = on")
    rows = await conn.fetch(f"{_SIGHTINGS} where listing.event_id = any($1)", sorted(near))
    return [sighting_of(row) for row in rows]


async def _events_named(conn: Connection, listing_ids: list[str]) -> set[str]:
    """Return the events of the named listings and of those that a person judged together with one."""
    rows = await conn.fetch(
        """
        select event_id from listing where id = any($1)
        union select event_id from listing join verdict on listing.id in (one, other)
              where one = any($1) or other = any($1)
        """,
        listing_ids,
    )
    return {row["event_id"] for row in rows}


async def _events_under(conn: Connection, keys: list[str]) -> set[str]:
    rows = await conn.fetch(
        f"select event_id from listing where block_keys && $1::text[] limit {_MOST_NEAR}",  # noqa: S608
        keys,
    )
    return {row["event_id"] for row in rows}


async def save_listings(conn: Connection, rows: Sequence[tuple[Sighting, str]], now: datetime) -> None:
    """Write new or changed listings, each with the id of its event."""
    await conn.executemany(
        """
        insert into listing (id, source_id, uid, recurrence_id, event_id, doc, content_hash, block_keys,
                             starts_utc, first_seen_at, changed_at, last_seen_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (id) do update set event_id = excluded.event_id, doc = excluded.doc,
            content_hash = excluded.content_hash, block_keys = excluded.block_keys,
            starts_utc = excluded.starts_utc, changed_at = excluded.changed_at
        """,
        [_row(sighting, event_id, now) for sighting, event_id in rows],
    )


async def relink(conn: Connection, links: Sequence[tuple[str, str]]) -> None:
    """Link listings (id, event id) to other events."""
    await conn.executemany("update listing set event_id = $2 where id = $1", links)


async def mark_presence(
    conn: Connection, *, seen: Sequence[str], missing: Sequence[str], vanished: Sequence[str], now: datetime
) -> None:
    """Note which listings a good fetch held, which it missed, and which count as vanished from now on."""
    await conn.execute(
        "update listing set last_seen_at = $2, missing = 0, vanished_at = null where id = any($1)",
        list(seen),
        now,
    )
    await conn.execute("update listing set missing = missing + 1 where id = any($1)", list(missing))
    await conn.execute("update listing set vanished_at = $2 where id = any($1)", list(vanished), now)


def sighting_of(row: Record) -> Sighting:
    """Return the sighting that a row of `_SIGHTINGS` holds."""
    return Sighting(
        id=row["id"],
        source_id=row["source_id"],
        source_title=row["source_title"],
        trust=row["trust"],
        listing=listing_from_json(row["doc"]),
        event_id=row["event_id"],
        first_seen_at=row["first_seen_at"],
        changed_at=row["changed_at"],
        vanished=row["vanished_at"] is not None,
        withdrawn=row["withdrawn_at"] is not None,
    )


def _row(sighting: Sighting, event_id: str, now: datetime) -> tuple[Any, ...]:
    listing: Listing = sighting.listing
    return (
        sighting.id,
        sighting.source_id,
        listing.uid,
        listing.recurrence_id,
        event_id,
        listing_to_json(listing),
        listing.content_hash,
        sorted(own_keys(listing)),
        sort_utc(listing.starts),
        sighting.first_seen_at,
        sighting.changed_at,
        now,
    )
