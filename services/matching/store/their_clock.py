"""What day it is for a person: by the zone of their profile."""

from datetime import datetime

from shared.db import Connection, Database
from shared.kernel.zones import by_clock_of

_ZONE = "SELECT profile->>'timezone' FROM person WHERE id = $1"


async def by_their_clock(db: Database | Connection, person_id: str, now: datetime) -> datetime:
    """Return a moment by the clock of a person; in UTC where they name no zone, or are not known."""
    return by_clock_of(now, await db.fetchval(_ZONE, person_id))
