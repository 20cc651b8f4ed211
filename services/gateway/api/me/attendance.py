"""Where I go."""

from fastapi import APIRouter, Response

from services.gateway.accounts import ensure_profile
from services.gateway.api.http.ids import EventId
from services.gateway.api.http.lists import Asked, AskedById, AskedFromId, listed
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.public.subscriptions import CALENDAR
from services.gateway.api.session.signed_in import Me
from services.gateway.attendees.schedule import own_calendar
from services.gateway.runtime import Runtime
from shared.contracts.network.briefs import Brief
from shared.contracts.paging import Page
from shared.contracts.partners.meeting_plans import OwnMeeting
from shared.contracts.people import Attendance, PersonCard, SetAttendance
from shared.kernel.errors import AppError, Kind
from shared.web.openapi import problems

router = APIRouter(prefix="/v1/me/attendance", tags=["Me"])


@router.get("", summary="List where I go")
async def my_attendance(runtime: Parts, me: Me, asked: AskedById) -> Page[Attendance]:
    """Give every event that I said I go to or am interested in, the soonest first."""
    await ensure_profile(runtime, me.person_id)
    found = await runtime.matching.attendance(me.person_id, after=asked.cursor, limit=asked.one_more)
    return asked.read_on(Page[Attendance], [(one.event_id, one) for one in found])


@router.get("/{event_id}/people", responses=problems(403), summary="See who goes too")
async def who_goes_too(event_id: EventId, runtime: Parts, me: Me, asked: AskedFromId) -> Page[PersonCard]:
    """Give those who agreed to be listed at an event that I go to, as fellow attendees see them."""
    found = await runtime.matching.beside(me.person_id, event_id, after=asked.cursor, limit=asked.one_more)
    return asked.read_on(Page[PersonCard], [(one.id, one) for one in found])


@router.get("/{event_id}/briefs", summary="Get a brief of whom I know there")
async def my_briefs(event_id: EventId, runtime: Parts, me: Me, asked: Asked) -> Page[Brief]:
    """Give a brief of each of my connections who shows that they go to an event that I go to."""
    found = await runtime.connections.briefs(me.person_id, event_id)
    return listed(asked, Page[Brief], found, lambda one: (one.name.casefold(), one.connection_id))


@router.get("/{event_id}/meetings", summary="Get my meetings at an event")
async def my_meetings(event_id: EventId, runtime: Parts, me: Me, asked: Asked) -> Page[OwnMeeting]:
    """Give whom I meet when and at which table, by the plan that the organiser published, and why."""
    found = await runtime.meeting_plans.own(me.person_id, event_id)
    return listed(asked, Page[OwnMeeting], found, lambda one: (one.round, one.table))


@router.get(
    "/{event_id}/meetings.ics", response_class=Response, responses=CALENDAR, summary="Take my meetings along"
)
async def my_meetings_calendar(event_id: EventId, runtime: Parts, me: Me) -> Response:
    """Give my meetings at an event as an iCalendar file (RFC 5545), each with what I could ask."""
    event = await runtime.events.event(event_id)
    found = await runtime.meeting_plans.own(me.person_id, event.id)
    if not found:
        detail = "No meetings of yours at this event are published; ask its organiser."
        raise AppError("meetings_missing", Kind.MISSING, detail)
    page = f"{runtime.face.public_url.rstrip('/')}/events/{event.id}"
    made = own_calendar(found, event, page, runtime.clock())
    name = {"content-disposition": f'attachment; filename="{event.id}-my-meetings.ics"'}
    return Response(made, media_type="text/calendar", headers=name)


@router.get("/{event_id}", summary="Get whether I go")
async def my_stand(event_id: EventId, runtime: Parts, me: Me) -> Attendance:
    """Give what I said of an event, with both consents."""
    return await runtime.matching.stand(me.person_id, event_id)


@router.put("/{event_id}", summary="Say that I go")
async def attend(event_id: EventId, body: SetAttendance, runtime: Parts, me: Me) -> Attendance:
    """Say that I go or am interested. Being matched and being listed are two separate consents."""
    return await set_attendance(runtime, me.person_id, event_id, body)


@router.delete("/{event_id}", status_code=204, summary="Say that I do not go")
async def stay_away(event_id: EventId, runtime: Parts, me: Me) -> None:
    """Take my attendance back, and with it both consents."""
    await runtime.matching.drop_attendance(me.person_id, event_id)


async def set_attendance(runtime: Runtime, person_id: str, event_id: str, body: SetAttendance) -> Attendance:
    """Note the attendance under the event's present id, since a merged event's old one still comes in."""
    found = await runtime.events.batch([event_id])
    if not found:
        raise AppError("event_missing", Kind.MISSING, "There is no such event; search again at /v1/events.")
    await ensure_profile(runtime, person_id)
    return await runtime.matching.set_attendance(person_id, next(iter(found)), body)
