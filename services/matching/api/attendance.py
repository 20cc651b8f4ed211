"""Who goes where."""

from fastapi import APIRouter

from services.matching.api.runtime import EventId, Open, PersonId
from services.matching.store.attendance import list_attendance
from services.matching.store.attending import attend, leave
from shared.contracts.paging import Page
from shared.contracts.people import Attendance, SetAttendance

router = APIRouter(tags=["attendance"])


@router.put("/people/{person_id}/attendance/{event_id}", summary="Say that a person goes")
async def set_attendance(
    person_id: PersonId, event_id: EventId, stand: SetAttendance, runtime: Open
) -> Attendance:
    """Keep the person's stand on an event, with the two consents; idempotent."""
    return await attend(runtime.db, person_id, event_id, stand, runtime.clock(), runtime.ids)


@router.delete("/people/{person_id}/attendance/{event_id}", status_code=204, summary="Take it back")
async def drop_attendance(person_id: PersonId, event_id: EventId, runtime: Open) -> None:
    """Withdraw the person's stand; withdrawing what never was is no error."""
    await leave(runtime.db, person_id, event_id, runtime.clock(), runtime.ids)


@router.get("/people/{person_id}/attendance", summary="Where a person goes")
async def attendance(person_id: PersonId, runtime: Open) -> Page[Attendance]:
    """Return all stands of a person, by the start of the event."""
    return Page(items=await list_attendance(runtime.db, person_id), next=None)
