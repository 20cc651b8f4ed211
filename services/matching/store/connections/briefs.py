"""What a brief is made of: connections, where one meets them, and what they say since when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.matching.store.catalogue import resolve_event
from services.matching.store.connections.known import Known, known, known_at
from shared.db import Database, Record

_SAID = "SELECT said FROM person WHERE id = $1"
_NEXT = """
SELECT e.event_id, e.title FROM attendance mine JOIN attendance theirs USING (event_id)
JOIN catalogue_event e USING (event_id)
WHERE mine.person_id = $1 AND theirs.person_id = $2 AND theirs.listed AND theirs.status = 'going'
  AND e.ends_utc > $3 AND e.status NOT IN ('cancelled', 'probably_off')
ORDER BY e.starts_utc LIMIT 1
"""
_EVENT = "SELECT event_id, title FROM catalogue_event WHERE event_id = $1"


@dataclass(frozen=True, slots=True)
class Before:
    """A connection, what they say since when, and the event where the two meet, if any."""

    one: Known
    said: Mapping[str, str]
    event: Record | None


async def before_meeting(
    db: Database, person_id: str, tie_id: str, event_id: str | None, now: datetime
) -> Before:
    """Return what to know of one; at no given event, of the next where both go and the other shows it.

    Raises:
        AppError: `connection_missing` or `event_missing`.
    """
    one = await known(db, person_id, tie_id)
    other = one.row["other_id"]
    if event_id is None:
        event = await db.fetchrow(_NEXT, person_id, other, now)
    else:
        async with db.connection() as conn:
            event = await conn.fetchrow(_EVENT, await resolve_event(conn, event_id))
    return Before(one, await _said(db, other), event)


async def before_event(db: Database, person_id: str, event_id: str) -> list[Before]:
    """Return those whom a person knows and who let others see that they go; raise `event_missing`."""
    async with db.connection() as conn:
        event = await conn.fetchrow(_EVENT, await resolve_event(conn, event_id))
    found = await known_at(db, person_id, event["event_id"] if event else event_id)
    return [Before(one, await _said(db, one.row["other_id"]), event) for one in found]


async def _said(db: Database, person_id: str | None) -> Mapping[str, str]:
    return await db.fetchval(_SAID, person_id) or {}
