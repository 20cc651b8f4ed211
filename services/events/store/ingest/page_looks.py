"""Looks at the own pages of events that their sources no longer list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.events.ingest.model import Listing
from services.events.store.ingest.encoding import listing_from_json
from shared.db import Database

AGAIN = timedelta(days=2)
"""How long what a page said is held to be so."""


@dataclass(frozen=True, slots=True)
class Vanished:
    """A listing to look up. `is_ours` tells that whoever runs this chose its source."""

    id: str
    url: str
    listing: Listing
    is_ours: bool


async def take_vanished(db: Database, now: datetime, limit: int) -> list[Vanished]:
    """Take the soonest listings whose page is to be looked at; each is taken once in `AGAIN`."""
    sql = """
        update listing set page_looked_at = $1 from source
        where source.id = source_id and stopped_at is null and withdrawn_at is null and listing.id in (
            select id from listing
            where vanished_at is not null and starts_utc > $1 and doc->>'url' like 'http%'
                  and (page_looked_at is null or page_looked_at < $2)
            order by starts_utc limit $3 for update skip locked)
        returning listing.id, doc, origin
    """
    rows = await db.fetch(sql, now, now - AGAIN, limit)
    found = [(row["id"], listing_from_json(row["doc"]), row["origin"]) for row in rows]
    return [Vanished(key, it.url or "", it, origin == "catalogue") for key, it, origin in found]


async def note_pages(db: Database, told: Mapping[str, str | None]) -> list[str]:
    """Note what pages said of listings; return the ids of those of which it is something else than before."""
    sql = """
        update listing set page_told = told.said from unnest($1::text[], $2::text[]) as told (id, said)
        where listing.id = told.id and vanished_at is not null and page_told is distinct from told.said
        returning listing.id
    """
    rows = await db.fetch(sql, list(told), list(told.values()))
    return [row["id"] for row in rows]
