"""Meeting plans of events, and what each person sees of them."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query

from services.matching.api.runtime import EventId, Open, PersonId
from services.matching.meetings.clock import times
from services.matching.people.visibility import Viewer, card
from services.matching.recommend.candidates.roster import Gathering
from services.matching.recommend.explain.why import opening, why
from services.matching.runtime import Runtime
from services.matching.store.meeting_plans import plans, wishes
from services.matching.store.meeting_plans.seats import Table, meetings_of
from shared.contracts.paging import Page
from shared.contracts.partners.meeting_plans import (
    MeetingPlan,
    NewMeetingPlan,
    OwnMeeting,
    PlanMeetings,
    TableMate,
    Unplanned,
)
from shared.web.path_ids import id_in_path

router = APIRouter(tags=["meeting plans"])
PlanId = Annotated[str, id_in_path("mpl")]
MadeFor = Annotated[str, Query(max_length=200)]


@router.post("/events/{event_id}/meeting-plans", status_code=202, summary="Have a meeting plan made")
async def begin(event_id: EventId, asked: PlanMeetings, runtime: Open) -> MeetingPlan:
    """Keep the wish; a worker makes the plan."""
    made = await wishes.begin(runtime.db, event_id, asked, runtime.clock(), runtime.ids)
    return await plans.plan_of(runtime.db, made, asked.made_for)


@router.get("/events/{event_id}/meeting-plans/newest", summary="The newest meeting plan of an event")
async def newest(event_id: EventId, made_for: MadeFor, runtime: Open) -> MeetingPlan:
    """Return the newest that was made for somebody."""
    return await plans.newest(runtime.db, event_id, made_for)


@router.get("/meeting-plans/{plan_id}", summary="A meeting plan")
async def one(plan_id: PlanId, made_for: MadeFor, runtime: Open) -> MeetingPlan:
    """Return a plan with its meetings as they still hold."""
    return await plans.plan_of(runtime.db, plan_id, made_for)


@router.get("/meeting-plans/{plan_id}/unplanned", summary="Who agreed to be matched since a plan was made")
async def missed(plan_id: PlanId, made_for: MadeFor, runtime: Open) -> Unplanned:
    """Return who agreed to be matched at its event and takes no part in it, whoever brought them."""
    return await plans.unplanned(runtime.db, plan_id, made_for)


@router.post("/meeting-plans/{plan_id}/published", summary="Let each see their own meetings")
async def publish(plan_id: PlanId, made_for: MadeFor, runtime: Open) -> MeetingPlan:
    """Publish a plan in place of any before; again changes nothing."""
    await plans.publish(runtime.db, plan_id, made_for, runtime.clock())
    return await plans.plan_of(runtime.db, plan_id, made_for)


@router.get("/people/{person_id}/attendance/{event_id}/meetings", summary="A person's own meetings")
async def own(person_id: PersonId, event_id: EventId, runtime: Open) -> Page[OwnMeeting]:
    """Return whom a person meets when and where, with why, of what was published."""
    found = await meetings_of(runtime.db, person_id, event_id)
    if found is None:
        return Page(items=(), next=None)
    wish, mine = found
    met = {row["person_id"] for table in mine for row in table.seats} - {person_id}
    mates = {one: await _mate(runtime, person_id, event_id, one) for one in sorted(met)}
    return Page(items=tuple(_own(mates, wish, table) for table in mine), next=None)


def _own(mates: Mapping[str, TableMate], wish: NewMeetingPlan, table: Table) -> OwnMeeting:
    begins, ends = times(wish, table.round, table.seats[0]["timezone"])
    others = (row["person_id"] for row in table.seats if row["person_id"] in mates)
    return OwnMeeting(
        round=table.round + 1, table=table.seat + 1, starts_at=begins, ends_at=ends,
        people=tuple(mates[one] for one in others),
    )  # fmt: skip


async def _mate(runtime: Runtime, person_id: str, event_id: str, other_id: str) -> TableMate:
    kit = runtime.kit
    two = await runtime.shelf.two(person_id, other_id, Gathering(event_id, "", None, None), runtime.clock())
    reasons = why(person_id, other_id, two, kit.parameters)
    return TableMate(
        person=card(other_id, two.people[two.position[other_id]].profile, Viewer.ATTENDEE, kit.labels),
        reasons=tuple(one for one in reasons if one.kind != "same_event"),
        opener=opening(other_id, two, reasons),
    )
