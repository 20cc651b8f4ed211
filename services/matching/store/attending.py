"""Who goes; saying that one does, or no longer, each in one transaction with the count others hear of."""

from datetime import datetime

from services.matching.store.attendance import at_event, drop_attendance, set_attendance, tell_count
from services.matching.store.catalogue import current_id, resolve_event
from services.matching.store.people import lock_version, missing, touch
from shared.contracts.people import Attendance, SetAttendance
from shared.db import Database
from shared.kernel.ids import Ids


async def attend(
    db: Database, person_id: str, event_id: str, stand: SetAttendance, now: datetime, ids: Ids
) -> Attendance:
    """Keep a person's stand on an event; under the event's present id when it was merged."""
    async with db.transaction() as conn:
        if await lock_version(conn, person_id) is None:
            raise missing(person_id)
        current = await resolve_event(conn, event_id)
        held, changed = await set_attendance(conn, person_id, current, stand, now)
        if changed:
            await touch(conn, person_id)
            await tell_count(conn, current, now, ids("msg"))
        return held


async def leave(db: Database, person_id: str, event_id: str, now: datetime, ids: Ids) -> None:
    """Withdraw a person's stand; withdrawing what never was is no error."""
    async with db.transaction() as conn:
        current = await current_id(conn, event_id)
        if current and await drop_attendance(conn, person_id, current):
            await touch(conn, person_id)
            await tell_count(conn, current, now, ids("msg"))


async def attendees(db: Database, event_id: str, after: str, limit: int) -> dict[str, Attendance]:
    """Return the stands on an event, under its present id, by person after an id; raise `event_missing`."""
    async with db.connection() as conn:
        return await at_event(conn, await resolve_event(conn, event_id), after, limit)
