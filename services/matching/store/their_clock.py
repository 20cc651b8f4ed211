"""What day it is for a person: by the zone of their profile, else that of where they are based."""

import asyncio
from datetime import datetime

from shared.db import Connection, Database
from shared.kernel.zones import by_clock_of
from shared.places.geonames import load_gazetteer

_WHERE = """
SELECT profile->>'timezone' AS timezone, profile->'place'->>'city' AS city,
       profile->'place'->>'country' AS country, profile->'visibility'->>'place' = 'hidden' AS hidden
FROM person WHERE id = $1
"""


async def by_their_clock(db: Database | Connection, person_id: str, now: datetime) -> datetime:
    """Return a moment by the clock of a person; in UTC where they tell of none, or are not known."""
    row = await db.fetchrow(_WHERE, person_id)
    if row is None or row["timezone"] or not row["city"] or row["hidden"]:
        return by_clock_of(now, row["timezone"] if row else None)
    places = await asyncio.to_thread(load_gazetteer)
    return by_clock_of(now, places.zone(row["city"], row["country"]))
