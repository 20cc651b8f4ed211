"""Who goes where."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.matching.api.runtime import EventId, Open, PersonId
from services.matching.store.people.attendance import MOST_LISTED, list_attendance
from services.matching.store.people.attending import attend, leave, stand_on
from shared.contracts.paging import Page
from shared.contracts.people import Attendance, SetAttendance

router = APIRouter(tags=["attendance"])


@router.put("/people/{person_id}/attendance/{event_id}", summary="Say that a person goes")
async def set_attendance(
    person_id: PersonId, event_id: EventId, stand: SetAttendance, runtime: Open
) -> Attendance:
    """Keep the person's stand on an event, with the two consents; idempotent."""
    return await attend(runtime.db, person_id, event_id, stand, runtime.clock(), runtime.ids)


@router.get("/people/{person_id}/attendance/{event_id}", summary="Whether a person goes")
async def stand(person_id: PersonId, event_id: EventId, runtime: Open) -> Attendance:
    """Return the person's stand on an event; MISSING where there is none."""
    return await stand_on(runtime.db, person_id, event_id)


@router.delete("/people/{person_id}/attendance/{event_id}", status_code=204, summary="Take it back")
async def drop_attendance(person_id: PersonId, event_id: EventId, runtime: Open) -> None:
    """Withdraw the person's stand; withdrawing what never was is no error."""
    await leave(runtime.db, person_id, event_id, runtime.clock(), runtime.ids)


@router.get("/people/{person_id}/attendance", summary="Where a person goes")
async def attendance(
    person_id: PersonId,
    runtime: Open,
    after: Annotated[str | None, Query(max_length=60)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_LISTED)] = MOST_LISTED,
) -> Page[Attendance]:
    """Return a person's stands by the start of the event, those after an event's where one is named."""
    return Page(items=await list_attendance(runtime.db, person_id, after, limit), next=None)
