"""Bring the sample people in, and send them to events that fit them; doing it again changes nothing."""

from collections.abc import Callable

from deploy.local.house import House, settled
from deploy.local.seeding.attendance import Gathering, Guest, plan_attendance
from deploy.local.seeding.sample_people import SamplePerson, sample_people
from services.gateway.accounts import ensure_account
from shared.contracts.events import Event
from shared.contracts.people import AttendanceStatus, SetAttendance
from shared.kernel.errors import AppError, Kind

PAGES = 8
"""Of a hundred coming events each: enough to find some that fit, whatever is being watched."""


async def seed_people(house: House, on_person: Callable[[], None]) -> int:
    """Seed the people; `on_person` is called after each. Returns how many attendances were said."""
    people = sample_people()
    ids = [await _person(house, person, on_person) for person in people]
    if not ids or await house.gateway.matching.attendance(ids[-1]):
        return 0
    events = await _coming(house)
    await settled(house)
    plan = plan_attendance(
        [_guest(person_id, person) for person_id, person in zip(ids, people, strict=True)],
        [_gathering(event) for event in events],
    )
    # the last person last: their attendance says that this was done
    return sum([await _go(house, person_id, event) for person_id in ids for event in plan[person_id]])


async def _person(house: House, person: SamplePerson, on_person: Callable[[], None]) -> str:
    person_id = await ensure_account(house.gateway, person.email, person.profile)
    on_person()
    return person_id


async def _coming(house: House) -> list[Event]:
    query = [("limit", "100"), ("sort", "starts_at")]
    found: list[Event] = []
    for _ in range(PAGES):
        page = await house.gateway.events.search(query)
        found += page.items
        if page.next is None:
            break
        cursor = page.next.partition("cursor=")[2].partition("&")[0]
        query = [("limit", "100"), ("sort", "starts_at"), ("cursor", cursor)]
    return found


async def _go(house: House, person_id: str, event_id: str) -> int:
    stand = SetAttendance(status=AttendanceStatus.GOING, match=True, listed=True)
    try:
        await house.gateway.matching.set_attendance(person_id, event_id, stand)
    except AppError as error:
        if error.kind is not Kind.MISSING:
            raise
        return 0  # merged into another event meanwhile
    return 1


def _guest(person_id: str, person: SamplePerson) -> Guest:
    city = person.profile.place.city if person.profile.place else ""
    return Guest(person_id, frozenset(word for word in person.profile.interests if "." in word), city)


def _gathering(event: Event) -> Gathering:
    topics = frozenset(topic.id for topic in event.topics)
    city, series = event.place.city if event.place else None, event.series.id if event.series else None
    return Gathering(event.id, topics, city, series)
