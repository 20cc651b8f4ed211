"""An organiser has meetings planned, looks at the plan, takes it along, and lets people see theirs."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from services.gateway.api.http.ids import EventId
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.organise.organisers import only_organisers
from services.gateway.api.pages.organise.organising import show_organise
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor, go
from services.gateway.api.partner.meeting_plans import PlanId, as_seen, begin, publish, taking_part
from services.gateway.attendees import schedule
from services.gateway.attendees.slips import slips_of
from services.gateway.store.partners.people import Whose, of_addresses, of_people
from services.gateway.web.forms.plan import LABELS, addresses_of, read_plan, typed_plan
from shared.contracts.events import Event
from shared.contracts.partners.meeting_plans import MOST_PEOPLE, MeetingPlan
from shared.contracts.refusals import why
from shared.kernel.errors import AppError, Kind

router = APIRouter(prefix="/organise/{event_id}/meeting-plan", route_class=PageRoute, include_in_schema=False)


@router.post("")
async def plan_form(event_id: EventId, visitor: Visit, form: Form) -> Response:
    """Have a plan made."""
    event = await visitor.runtime.events.event(event_id)
    partner = await only_organisers(visitor, event)
    addresses = addresses_of(form)[:MOST_PEOPLE]
    asked = await of_addresses(visitor.runtime.db, Whose(partner, visitor.person_id), addresses)
    own = await taking_part(visitor.runtime, event.id, asked)
    ids = {him.email.casefold(): him.external_id for him in own.values()}
    try:
        await begin(visitor.runtime, partner, event.id, read_plan(form, ids))
    except (AppError, ValidationError) as error:
        return await show_organise(visitor, event, _told(error), typed=typed_plan(form))
    return go(f"/organise/{event.id}#plan")


@router.post("/{plan_id}/publish")
async def publish_form(event_id: EventId, plan_id: PlanId, visitor: Visit, form: Form) -> Response:
    """Let each see their own meetings, and write to them where that is ticked."""
    event = await visitor.runtime.events.event(event_id)
    partner = await only_organisers(visitor, event)
    letters = value(form, "letters") == "yes"
    await publish(visitor.runtime, partner, plan_id, letters=letters)
    return go(f"/organise/{event.id}?published={'letters' if letters else 'quietly'}#plan")


@router.get("/{plan_id}/print")
async def plan_print(event_id: EventId, plan_id: PlanId, visitor: Visit) -> Response:
    """Show the plan as slips to print: each person's meetings, by name."""
    event, plan = await _plan(visitor, event_id, plan_id)
    return visitor.show("meeting_plan.html", event=event, plan=plan, slips=slips_of(plan.meetings))


@router.get("/{plan_id}/meetings.csv")
async def plan_table(event_id: EventId, plan_id: PlanId, visitor: Visit) -> Response:
    """Give a plan as a table."""
    event, plan = await _plan(visitor, event_id, plan_id)
    seated = {one.person_id for it in plan.meetings for one in it.people}
    partner = await only_organisers(visitor, event)
    own = await of_people(visitor.runtime.db, Whose(partner, visitor.person_id), sorted(seated))
    lines = schedule.table(plan, {person_id: him.email for person_id, him in own.items()})
    name = {"content-disposition": f'attachment; filename="{event.id}-meetings.csv"'}
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=name)


@router.get("/{plan_id}/meetings.ics")
async def plan_calendar(event_id: EventId, plan_id: PlanId, visitor: Visit, request: Request) -> Response:
    """Give a plan as a calendar."""
    del request
    event, plan = await _plan(visitor, event_id, plan_id)
    made = schedule.calendar(plan, event.title, visitor.runtime.clock())
    name = {"content-disposition": f'attachment; filename="{event.id}-meetings.ics"'}
    return Response(made, media_type="text/calendar; charset=utf-8", headers=name)


async def _plan(visitor: Visitor, event_id: str, plan_id: str) -> tuple[Event, MeetingPlan]:
    event = await visitor.runtime.events.event(event_id)
    partner = await only_organisers(visitor, event)
    found = await visitor.runtime.meeting_plans.get(plan_id, partner)
    return event, await as_seen(visitor.runtime, Whose(partner, visitor.person_id), found)


def _told(error: AppError | ValidationError) -> AppError:
    if isinstance(error, AppError):
        return error
    told = "; ".join(_field(it) for it in error.errors())
    return AppError("form_invalid", Kind.INVALID, f"No plan was made. {told[:1].upper()}{told[1:]}.")


def _field(refused: ErrorDetails) -> str:
    """Return what is wrong with one field, as the page calls it, or with the whole."""
    named = [LABELS.get(str(name), str(name)) for name in refused["loc"][-1:]]
    return ": ".join([*named, why(refused)])
