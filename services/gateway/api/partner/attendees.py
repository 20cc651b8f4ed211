"""A partner's own attendees of an event, and whom each could meet there."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from services.gateway.api.http.ids import EventId
from services.gateway.api.http.lists import AskedFromId
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.partner.scope import with_scope
from services.gateway.partners.keys import PartnerKey
from services.gateway.runtime import Runtime
from services.gateway.store.partners.people import Brought, Whose, of_people
from shared.contracts.paging import Page
from shared.contracts.partners.attendees import (
    Attendee,
    AttendeesList,
    ListsRequest,
    PartnersAttendee,
    PersonList,
)
from shared.web.openapi import problems

router = APIRouter(prefix="/v1/partner/events", tags=["Partners"], responses=problems(403))
People = Annotated[PartnerKey, Depends(with_scope("people"))]
SHARED = 10
"""People of a list over which matching shares attention out, so that next to nobody is in none."""
_LOOKS = 20
"""So often a page is sought on for the partner's own, so many attendees as it holds each time."""


@router.get("/{event_id}/people", summary="List my attendees")
async def my_attendees(
    event_id: EventId, runtime: Parts, partner: People, asked: AskedFromId
) -> Page[PartnersAttendee]:
    """Give those whom you brought and who are at the event, as other attendees see them.

    Whoever has an account of their own is among them where they agreed to be listed. A page may hold fewer
    than `limit`; go on while there is a `next`.
    """
    found = await stretch(runtime, Whose(partner.partner), event_id, asked.cursor, asked.limit)
    items = (PartnersAttendee(**dict(one), external_id=him.external_id) for one, him in found.own)
    return asked.told(Page[PartnersAttendee], items, found.following)


@router.get("/{event_id}/suggestions", summary="Get whom mine could meet")
async def my_suggestions(
    event_id: EventId,
    runtime: Parts,
    partner: People,
    asked: AskedFromId,
    each: Annotated[int, Query(ge=1, le=20, description="people for each")] = SHARED,
) -> Page[AttendeesList]:
    """Give for each of your attendees who agreed to be matched whom to meet, why, and what to ask.

    A list is for its attendee alone: show it to nobody else. To ask for it counts as having shown it.
    Attention is shared over lists of ten: with fewer, some people may stand in nobody's. A page may hold
    fewer than `limit`; go on while there is a `next`.
    """
    found = await stretch(runtime, Whose(partner.partner), event_id, asked.cursor, asked.limit, matched=True)
    ids = {one.person.id: him.external_id for one, him in found.own}
    items = [
        AttendeesList(external_id=ids[one.person_id], person_id=one.person_id, people=one.people)
        for one in await lists_of(runtime, event_id, found, each)
    ]
    return asked.told(Page[AttendeesList], items, found.following)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of a partner's own at an event, as the partner knows them, and the id to go on after."""

    own: tuple[tuple[Attendee, Brought], ...]
    following: str | None


async def stretch(
    runtime: Runtime, whose: Whose, event_id: str, after: str, limit: int, *, matched: bool = False
) -> Stretch:
    """Return the partner's own among the next attendees: who has signed in, only where they are listed.

    Those who agreed to be `matched` alone, if so wished. It is `limit` of them while there are as many; fewer
    where very many others are looked at on the way.
    """
    own: list[tuple[Attendee, Brought]] = []
    for _ in range(_LOOKS):
        here = await runtime.matching.attendees(event_id, after=after, limit=limit + 1)
        known = await of_people(runtime.db, whose, [one.person.id for one in here])
        theirs = ((one, known[one.person.id]) for one in here if one.person.id in known)
        own += [
            (one, him) for one, him in theirs if (him.brought or one.listed) and (one.match or not matched)
        ]
        if len(own) > limit:
            return Stretch(tuple(own[:limit]), own[limit - 1][0].person.id)
        if len(here) <= limit:
            return Stretch(tuple(own), None)
        after = here[-1].person.id
    return Stretch(tuple(own), after)


async def lists_of(runtime: Runtime, event_id: str, found: Stretch, each: int) -> tuple[PersonList, ...]:
    """Return whom each of a stretch who agreed to be matched could meet."""
    matched = tuple(one.person.id for one, _ in found.own if one.match)
    if not matched:
        return ()
    return await runtime.matching.lists(event_id, ListsRequest(person_ids=matched, each=each))
