"""Who is at an event, and whom each of several people could meet there: for whoever brought them."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query

from services.matching.api.runtime import EventId, Open, PersonId
from services.matching.people.visibility import Viewer, card
from services.matching.recommend.asked import ListRequest
from services.matching.recommend.pipeline import people_for_each
from services.matching.store.catalogue import resolve_event
from services.matching.store.people.attending import attendees, listed_beside, listed_of
from services.matching.store.people.rows import load_people
from shared.contracts.paging import Page
from shared.contracts.partners.attendees import Attendee, ListsRequest, PersonList
from shared.contracts.partners.meeting_plans import ListedRequest, ListedThere
from shared.contracts.people import PersonCard

router = APIRouter(tags=["attendance"])
_AHEAD = timedelta(days=400)
After = Annotated[str, Query(max_length=60)]
Limit = Annotated[int, Query(ge=1, le=500)]


@router.get("/events/{event_id}/attendees", summary="Who is at an event")
async def at_event(event_id: EventId, runtime: Open, after: After = "", limit: Limit = 100) -> Page[Attendee]:
    """Return everybody with a stand on the event, by id, as others there see them; the gateway picks."""
    stands = await attendees(runtime.db, event_id, after, limit)
    people = {person.id: person for person in await load_people(runtime.db, list(stands))}
    items = tuple(
        Attendee(
            person=card(who, people[who].profile, Viewer.ATTENDEE, runtime.kit.labels),
            status=stand.status, match=stand.match, listed=stand.listed,
        )
        for who, stand in stands.items() if who in people
    )  # fmt: skip
    return Page(items=items, next=None)


@router.post("/events/{event_id}/listed", summary="Who of several people lets others see that they go")
async def listed(event_id: EventId, asked: ListedRequest, runtime: Open) -> ListedThere:
    """Return those of them who agreed to be listed at the event, and those who agreed to be matched."""
    return await listed_of(runtime.db, event_id, asked.person_ids)


@router.get("/people/{person_id}/attendance/{event_id}/people", summary="Who lets a person see that they go")
async def beside(
    person_id: PersonId, event_id: EventId, runtime: Open, after: After = "", limit: Limit = 100
) -> Page[PersonCard]:
    """Return those who agreed to be listed, as fellow attendees see them; for those who go alone."""
    ids = await listed_beside(runtime.db, person_id, event_id, after, limit)
    people = {person.id: person for person in await load_people(runtime.db, ids)}
    cards = (card(one, people[one].profile, Viewer.ATTENDEE, runtime.kit.labels) for one in ids)
    return Page(items=tuple(cards), next=None)


@router.post("/events/{event_id}/lists", summary="Whom several people could meet at an event")
async def lists(event_id: EventId, asked: ListsRequest, runtime: Open) -> Page[PersonList]:
    """Return a list for each who agreed to be matched there, and remember that it was shown."""
    now = runtime.clock()
    async with runtime.db.connection() as conn:
        current = await resolve_event(conn, event_id)
    people = await load_people(runtime.db, asked.person_ids)
    asks = [(one, ListRequest(one.id, asked.each, None, now, now + _AHEAD, current)) for one in people]
    found = await people_for_each(asks, runtime.shelf, runtime.kit)
    items = (PersonList(person_id=one.id, people=own) for one, own in zip(people, found, strict=True))
    return Page(items=tuple(items), next=None)
