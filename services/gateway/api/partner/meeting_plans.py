"""Meeting plans of a partner's own attendees: who meets whom in which round, at which table."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from services.gateway.api.http.ids import EventId
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.partner.attendees import People, stretch
from services.gateway.api.partner.meeting_letters import write_to_each
from services.gateway.runtime import Runtime
from services.gateway.store.partners.groups import of_event
from services.gateway.store.partners.people import Brought, Whose, of_people
from shared.contracts.model import Request as Contract
from shared.contracts.partners.meeting_plans import (
    MOST_PEOPLE,
    MeetingPlan,
    NewMeetingPlan,
    PlanMeetings,
    PlannedMeeting,
)
from shared.kernel.errors import AppError, FieldError, Kind
from shared.web.openapi import problems
from shared.web.path_ids import id_in_path

router = APIRouter(prefix="/v1/partner/events/{event_id}/meeting-plan", tags=["Partners"])
PlanId = Annotated[str, id_in_path("mpl")]
_AT_ONCE, _GROUPS_SHOWN = 499, 10
_OWN = problems(403)


class Publishing(Contract):
    """How a plan is published."""

    letters: bool = Field(False, description="write to each what their meetings are")


@router.post("", status_code=202, responses=_OWN | problems(409), summary="Have a meeting plan made")
async def plan_meetings(
    event_id: EventId, body: NewMeetingPlan, runtime: Parts, partner: People
) -> MeetingPlan:
    """Have rounds of meetings planned for those of your attendees who agreed to be matched.

    Meetings are of two, or at tables of up to eight by `table_size`. Everybody takes part in as many rounds
    as anybody else, give or take one, within the quotas that you set; nobody sits with whom they know,
    blocked or put aside, and nobody meets the same person twice where that can be. Name `groups`, as mentors
    or hosts, by their ids or by the name you brought them under, to have enough of them at each table, or met
    by each; what can't be by counting is refused with what to change (`plan_impossible`), and what comes
    short for those who must not meet is in the figures. Look at it by its id until it is `ready`: seconds for
    hundreds. Once you publish it, each sees their own meetings.
    """
    return await begin(runtime, partner.partner, event_id, body)


@router.get("/{plan_id}", responses=_OWN, summary="Get a meeting plan")
async def meeting_plan(event_id: EventId, plan_id: PlanId, runtime: Parts, partner: People) -> MeetingPlan:
    """Give a plan with its figures, and its meetings as they still hold."""
    del event_id
    found = await runtime.meeting_plans.get(plan_id, partner.partner)
    return await as_seen(runtime, Whose(partner.partner), found)


@router.post("/{plan_id}/published", responses=_OWN | problems(409), summary="Publish a meeting plan")
async def publish_plan(
    event_id: EventId, plan_id: PlanId, runtime: Parts, partner: People, query: Annotated[Publishing, Query()]
) -> MeetingPlan:
    """Let each of your attendees see their own meetings, of this plan and of none before.

    With `letters=true` each gets one letter that says when, at which table and with whom, but for those who
    have stopped such letters; again with the same plan writes to nobody twice.
    """
    del event_id
    return await publish(runtime, partner.partner, plan_id, letters=query.letters)


async def publish(runtime: Runtime, partner: str, plan_id: str, *, letters: bool) -> MeetingPlan:
    """Let each see theirs, and write to each if so wished; return the plan as the partner sees it."""
    found = await runtime.meeting_plans.publish(plan_id, partner)
    plan = await as_seen(runtime, Whose(partner), found)
    if letters:
        await write_to_each(runtime, partner, await runtime.events.event(plan.event_id), plan)
    return plan


async def begin(runtime: Runtime, partner: str, event_id: str, wish: NewMeetingPlan) -> MeetingPlan:
    """Have a plan made of a partner's own people.

    Raises:
        AppError: `plan_large`, `plan_empty`, `quota_of_nobody`, `group_of_nobody`, or what matching refuses.
    """
    own = await _own_of(runtime, partner, event_id)
    named = await of_event(runtime.db, partner, event_id) if wish.groups or wish.among else {}
    if wish.among is not None:
        chosen = frozenset(_called(wish.among, "/among", own, named))
        own = {person_id: external_id for person_id, external_id in own.items() if person_id in chosen}
    if len(own) > MOST_PEOPLE:
        detail = (
            f"A plan takes {MOST_PEOPLE:,} people, and {len(own):,} of yours agreed to be matched here. "
            "Have one made for each of your groups (`among`), such as a kind of ticket."
        )
        raise AppError("plan_large", Kind.INVALID, detail)
    if len(own) < 2:  # noqa: PLR2004 - a meeting
        of = f" and are of “{wish.among}”" if wish.among else ""
        detail = f"Bring attendees first: fewer than two of yours agreed to be matched at this event{of}."
        raise AppError("plan_empty", Kind.CONFLICT, detail)
    return await runtime.meeting_plans.begin(event_id, _asked(partner, wish, own, named))


async def as_seen(runtime: Runtime, whose: Whose, plan: MeetingPlan) -> MeetingPlan:
    """Return a plan under the partner's own ids, less those whom it may not see any more.

    With it comes how many of its people would take part by now and do not.
    """
    seated = {seat.person_id for it in plan.meetings for seat in it.people}
    known = await of_people(runtime.db, whose, sorted(seated))
    # who has signed in is seen where they are listed, at the plan's own event and not that of an address
    signed_in = [person_id for person_id, him in known.items() if not him.brought]
    listed = (
        (await runtime.matching.listed(plan.event_id, signed_in)).person_ids if signed_in else frozenset()
    )
    own = {one: him.external_id for one, him in known.items() if him.brought or one in listed}
    seen = (_under_own_ids(it, own) for it in plan.meetings)
    kept = tuple(it for it in seen if len(it.people) > 1)
    since = await _agreed_since(runtime, whose.partner, plan)
    return plan.model_copy(update={"meetings": kept, "agreed_since": since})


async def _agreed_since(runtime: Runtime, partner: str, plan: MeetingPlan) -> int | None:
    if plan.state != "ready":
        return None
    try:
        there = await runtime.meeting_plans.unplanned(plan.id, partner)
    except AppError as error:
        if error.kind is not Kind.MISSING:  # of the release before, which can't tell
            raise
        return None
    known = await of_people(runtime.db, Whose(partner), sorted(there.person_ids))
    own = {one for one, him in known.items() if him.brought or one in there.listed}
    if own and plan.wish.among is not None:
        own &= _of_name(plan.wish.among, await of_event(runtime.db, partner, plan.event_id))
    return len(own)


async def taking_part(runtime: Runtime, event_id: str, known: Mapping[str, Brought]) -> Mapping[str, Brought]:
    """Return those of at most 3,000 whom a partner brought who would take part in a plan of its."""
    if not known:
        return {}
    there = await runtime.matching.listed(event_id, list(known))
    seen = {one: him for one, him in known.items() if him.brought or one in there.person_ids}
    return {one: him for one, him in seen.items() if one in there.matched}


async def _own_of(runtime: Runtime, partner: str, event_id: str) -> dict[str, str]:
    """Return the partner's ids of its own people at an event who agreed to be matched, by person."""
    own: dict[str, str] = {}
    after: str | None = ""
    while after is not None:
        found = await stretch(runtime, Whose(partner), event_id, after, _AT_ONCE)
        own |= {one.person.id: him.external_id for one, him in found.own if one.match}
        after = found.following
    return own


def _asked(
    partner: str, wish: NewMeetingPlan, own: Mapping[str, str], named: Mapping[str, AbstractSet[str]]
) -> PlanMeetings:
    """Return a wish under our ids; raise `quota_of_nobody`, naming each that is of none who takes part."""
    people = {external_id: person_id for person_id, external_id in own.items()}
    pointed = {f"/quotas/{place}/external_id": quota.external_id for place, quota in enumerate(wish.quotas)}
    for place, group in enumerate(wish.groups):
        pointed |= {f"/groups/{place}/external_ids/{n}": one for n, one in enumerate(group.external_ids)}
    errors = tuple(
        FieldError(pointer, "is of nobody of yours who agreed to be matched here")
        for pointer, external_id in pointed.items()
        if external_id not in people
    )
    if errors:
        detail = "Some quotas or groups are of nobody who takes part; leave them out, or bring them first."
        raise AppError("quota_of_nobody", Kind.INVALID, detail, errors=errors)
    return PlanMeetings(
        made_for=partner,
        person_ids=tuple(own),
        wish=wish,
        quotas={people[it.external_id]: it.most for it in wish.quotas if it.most is not None},
        least={people[it.external_id]: it.least for it in wish.quotas},
        groups=tuple(
            tuple(people[one] for one in it.external_ids)
            or _called(it.name, f"/groups/{place}/external_ids", own, named)
            for place, it in enumerate(wish.groups)
        ),
    )


def _called(
    name: str, pointer: str, own: Mapping[str, str], named: Mapping[str, AbstractSet[str]]
) -> tuple[str, ...]:
    """Return who takes part of those brought as this group; raise `group_of_nobody`."""
    if found := tuple(sorted(own.keys() & _of_name(name, named))):
        return found
    there = ", ".join(list(named)[:_GROUPS_SHOWN]) or "none"
    detail = (
        f"Nobody who would take part is of “{name}”. Say who they are, "
        f"or bring them with a group of this name (there are: {there})."
    )
    raise AppError("group_of_nobody", Kind.INVALID, detail, errors=(FieldError(pointer, detail),))


def _of_name(name: str, named: Mapping[str, AbstractSet[str]]) -> AbstractSet[str]:
    return set().union(*(people for called, people in named.items() if called.casefold() == name.casefold()))


def _under_own_ids(it: PlannedMeeting, own: dict[str, str]) -> PlannedMeeting:
    people = tuple(
        seat.model_copy(update={"external_id": own[seat.person_id]})
        for seat in it.people
        if seat.person_id in own
    )
    return it.model_copy(update={"people": people})
