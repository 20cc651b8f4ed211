"""Who goes; saying that one does, or no longer, each in one transaction with the count others hear of."""

from collections.abc import Sequence
from datetime import datetime

from services.matching.store.catalogue import current_id, resolve_event
from services.matching.store.people.attendance import (
    at_event,
    drop_attendance,
    fellows,
    find_stand,
    set_attendance,
    tell_change,
)
from services.matching.store.people.rows import lock_version, missing, touch
from shared.contracts.partners.meeting_plans import ListedThere
from shared.contracts.people import Attendance, SetAttendance
from shared.db import Database
from shared.kernel.errors import AppError, Kind
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
            await tell_change(conn, changed, ids)
        return held


async def leave(db: Database, person_id: str, event_id: str, now: datetime, ids: Ids) -> None:
    """Withdraw a person's stand; withdrawing what never was is no error."""
    async with db.transaction() as conn:
        current = await current_id(conn, event_id)
        changed = await drop_attendance(conn, person_id, current, now) if current else None
        if changed:
            await touch(conn, person_id)
            await tell_change(conn, changed, ids)


async def attendees(db: Database, event_id: str, after: str, limit: int) -> dict[str, Attendance]:
    """Return the stands on an event, under its present id, by person after an id; raise `event_missing`."""
    async with db.connection() as conn:
        return await at_event(conn, await resolve_event(conn, event_id), after, limit)


async def listed_of(db: Database, event_id: str, person_ids: Sequence[str]) -> ListedThere:
    """Return who of some people agreed to be listed at an event, and to be matched; raise `event_missing`."""
    sql = "SELECT person_id, listed, match FROM attendance WHERE event_id = $1 AND person_id = ANY($2)"
    async with db.connection() as conn:
        rows = await conn.fetch(sql, await resolve_event(conn, event_id), person_ids)
    return ListedThere(
        person_ids=frozenset(row["person_id"] for row in rows if row["listed"]),
        matched=frozenset(row["person_id"] for row in rows if row["match"]),
    )


async def listed_beside(db: Database, person_id: str, event_id: str, after: str, limit: int) -> list[str]:
    """Return who lets a person see that they go to an event, by id after one.

    Raises:
        AppError: `event_missing`, or `stand_missing` where the person does not go there themselves.
    """
    async with db.connection() as conn:
        current = await resolve_event(conn, event_id)
        if await find_stand(conn, person_id, current) is None:
            detail = "Who goes is for those who go: say first that you do, or that you are interested."
            raise AppError("stand_missing", Kind.FORBIDDEN, detail)
        return await fellows(conn, person_id, current, after, limit)


async def stand_on(db: Database, person_id: str, event_id: str) -> Attendance:
    """Return a person's stand on an event, or on what it was merged into; raise `attendance_missing`."""
    async with db.connection() as conn:
        found = await find_stand(conn, person_id, await resolve_event(conn, event_id))
    if found is None:
        detail = "Nothing was said of this event; see GET /v1/me/attendance for those it was."
        raise AppError("attendance_missing", Kind.MISSING, detail)
    return found
