"""Meeting plans of a partner's own attendees: who meets whom in which round, at which table."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from services.gateway.api.http.ids import EventId
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.partner.attendees import People, stretch
from services.gateway.runtime import Runtime
from shared.contracts.meeting_plans import (
    MOST_PEOPLE,
    MeetingPlan,
    NewMeetingPlan,
    PlanMeetings,
    PlannedMeeting,
)
from shared.kernel.errors import AppError, FieldError, Kind
from shared.web import bytes_answer
from shared.web.openapi import problems

router = APIRouter(prefix="/v1/partner/events/{event_id}/meeting-plan", tags=["Partners"])
PlanId = Annotated[
    str, Path(pattern=r"^mpl_[0-9a-hjkmnp-tv-z]{26}$", examples=["mpl_01jd3c9m8q7v0w1x2y3z4a5b6c"])
]
_AT_ONCE = 499
_OWN = problems(403)


@router.post("", status_code=202, responses=_OWN | problems(409), summary="Have a meeting plan made")
async def plan_meetings(
    event_id: EventId, body: NewMeetingPlan, runtime: Parts, partner: People
) -> MeetingPlan:
    """Have rounds of meetings of two planned for those of your attendees who agreed to be matched.

    Everybody meets as many people as anybody else, give or take one, up to the quotas that you set; nobody
    the same person twice, nobody whom they know, blocked or put aside. Look at it by its id until it is
    `ready`: seconds for hundreds. Once you publish it, each sees their own meetings.
    """
    return await begin(runtime, partner.partner, event_id, body)


@router.get("/{plan_id}", response_model=MeetingPlan, responses=_OWN, summary="Get a meeting plan")
async def meeting_plan(
    event_id: EventId, plan_id: PlanId, request: Request, runtime: Parts, partner: People
) -> Response:
    """Give a plan with its figures, and its meetings as they still hold."""
    found = await runtime.meeting_plans.get(plan_id, partner.partner)
    told = await as_seen(runtime, partner.partner, event_id, found)
    return bytes_answer(request, told.model_dump_json().encode())


@router.post("/{plan_id}/published", responses=_OWN | problems(409), summary="Publish a meeting plan")
async def publish_plan(event_id: EventId, plan_id: PlanId, runtime: Parts, partner: People) -> MeetingPlan:
    """Let each of your attendees see their own meetings, of this plan and of none before."""
    found = await runtime.meeting_plans.publish(plan_id, partner.partner)
    return await as_seen(runtime, partner.partner, event_id, found)


async def begin(runtime: Runtime, partner: str, event_id: str, wish: NewMeetingPlan) -> MeetingPlan:
    """Have a plan made of a partner's own people; raise `plan_large` or `plan_empty`."""
    own = await own_of(runtime, partner, event_id, matched=True)
    if len(own) > MOST_PEOPLE:
        detail = f"A plan takes {MOST_PEOPLE:,} people, and {len(own):,} of yours agreed to be matched here."
        raise AppError("plan_large", Kind.INVALID, detail)
    if len(own) < 2:  # noqa: PLR2004 - a meeting
        detail = "Bring attendees first: fewer than two of yours agreed to be matched at this event."
        raise AppError("plan_empty", Kind.CONFLICT, detail)
    asked = PlanMeetings(made_for=partner, person_ids=tuple(own), wish=wish, quotas=_quotas(wish, own))
    return await runtime.meeting_plans.begin(event_id, asked)


async def as_seen(runtime: Runtime, partner: str, event_id: str, plan: MeetingPlan) -> MeetingPlan:
    """Return a plan under the partner's own ids, less the meetings of whom it may not see any more."""
    own = await own_of(runtime, partner, event_id) if plan.meetings else {}
    kept = (it for it in plan.meetings if all(one.person_id in own for one in it.people))
    return plan.model_copy(update={"meetings": tuple(_under_own_ids(it, own) for it in kept)})


async def own_of(runtime: Runtime, partner: str, event_id: str, *, matched: bool = False) -> dict[str, str]:
    """Return the partner's ids of its own people at an event, by person; of those `matched` if so wished."""
    own: dict[str, str] = {}
    after: str | None = ""
    while after is not None:
        found = await stretch(runtime, partner, event_id, after, _AT_ONCE)
        own |= {one.person.id: him.external_id for one, him in found.own if one.match or not matched}
        after = found.following
    return own


def _quotas(wish: NewMeetingPlan, own: Mapping[str, str]) -> dict[str, int]:
    """Return quotas by person; raise `quota_of_nobody`, naming each that is of none who takes part."""
    people = {external_id: person_id for person_id, external_id in own.items()}
    errors = tuple(
        FieldError(f"/quotas/{place}/external_id", "is of nobody of yours who agreed to be matched here")
        for place, quota in enumerate(wish.quotas)
        if quota.external_id not in people
    )
    if errors:
        detail = "Some quotas are of nobody who takes part; leave them out, or bring these people first."
        raise AppError("quota_of_nobody", Kind.INVALID, detail, errors=errors)
    return {people[quota.external_id]: quota.most for quota in wish.quotas}


def _under_own_ids(it: PlannedMeeting, own: dict[str, str]) -> PlannedMeeting:
    one, other = (seat.model_copy(update={"external_id": own[seat.person_id]}) for seat in it.people)
    return it.model_copy(update={"people": (one, other)})
