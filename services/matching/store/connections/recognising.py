"""One person is one: what was noted of somebody before they were introduced becomes part of that tie."""

from datetime import datetime

from shared.contracts.network.contacts import Recognised
from shared.db import Database

_TIE = "SELECT id FROM connection WHERE person_id = $1 AND other_id = $2 AND how = 'introduced'"
_TAKE_OVER = """
WITH note AS (
        SELECT * FROM connection WHERE person_id = $1 AND other_id IS NULL AND lower(email) = lower($2)),
    met AS (UPDATE meeting SET connection_id = $3 WHERE connection_id IN (SELECT id FROM note)),
    promised AS (UPDATE promise SET connection_id = $3 WHERE connection_id IN (SELECT id FROM note)),
    oldest AS (SELECT * FROM note ORDER BY id LIMIT 1)
UPDATE connection held SET
    name = coalesce(held.name, oldest.name), headline = coalesce(held.headline, oldest.headline),
    organisation = coalesce(held.organisation, oldest.organisation),
    email = coalesce(held.email, oldest.email), link = coalesce(held.link, oldest.link),
    every_days = coalesce(oldest.every_days, held.every_days),
    notes = concat_ws(E'\n', nullif(held.notes, ''),
                      (SELECT string_agg(notes, E'\n' ORDER BY id) FROM note WHERE notes <> '')),
    created_at = least(held.created_at, oldest.created_at), updated_at = $4
FROM oldest WHERE held.id = $3
"""
_FORGET = "DELETE FROM connection WHERE person_id = $1 AND other_id IS NULL AND lower(email) = lower($2)"


async def recognise(db: Database, person_id: str, seen: Recognised, now: datetime) -> None:
    """Have what a person noted under an address be of whom they are introduced to; else nothing changes."""
    async with db.transaction() as conn:
        await conn.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 2))", person_id)
        if (tie_id := await conn.fetchval(_TIE, person_id, seen.other_id)) is not None:
            await conn.execute(_TAKE_OVER, person_id, seen.email, tie_id, now)
            await conn.execute(_FORGET, person_id, seen.email)
