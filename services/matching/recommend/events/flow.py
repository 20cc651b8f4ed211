"""Events for a person, and the weekly plans of many: load ▸ rank ▸ count who goes ▸ explain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from services.matching.people.interests import evidence
from services.matching.people.person import Person
from services.matching.people.visibility import home_of
from services.matching.recommend.asked import ListRequest
from services.matching.recommend.events.catalogue import PastEvents
from services.matching.recommend.events.index import EventIndex
from services.matching.recommend.events.ranked import rank_events, suggest_events
from services.matching.recommend.events.worth import Reader
from services.matching.recommend.pipeline import Kit, Shelf, people_for_each
from shared.contracts.people import EventSuggestion, PersonPlan, PlanRequest


class EventShelf(Shelf, Protocol):
    """What these use cases load besides."""

    async def events(self, reader: Reader) -> EventIndex:
        """Return the events to come that may be offered to a person."""
        ...

    async def answered(self, person_id: str) -> frozenset[str]:
        """Return the events the person has taken a stand on."""
        ...

    async def past(self, person_id: str) -> PastEvents:
        """Return the events the person said they go to, past and to come."""
        ...

    async def series(self, event_ids: Sequence[str]) -> Mapping[str, str]:
        """Return by event what further dates have in common with it; unknown ones are left out."""
        ...

    async def crowds(self, person: Person, events: Sequence[str]) -> Mapping[str, int]:
        """Return how many people of like interests go to each event."""
        ...

    async def known(self, person_ids: Sequence[str]) -> Sequence[Person]:
        """Return those of the people who exist, in the order asked."""
        ...


@dataclass(frozen=True, slots=True)
class EventAsk:
    """Who asks for how many events."""

    person_id: str
    limit: int
    now: datetime
    told: Mapping[str, datetime] = field(default_factory=dict)
    """Events that letters told them of, and when last."""


async def events_for(ask: EventAsk, shelf: EventShelf, kit: Kit) -> tuple[EventSuggestion, ...]:
    """Return events worth the person's time, the best first, without those they have answered."""
    person = await shelf.person(ask.person_id)
    return await _events(person, ask, shelf, kit)


async def _events(person: Person, ask: EventAsk, shelf: EventShelf, kit: Kit) -> tuple[EventSuggestion, ...]:
    reader = await _reader(person, ask, shelf, kit)
    index = await shelf.events(reader)
    chosen = rank_events(reader, index, ask.limit, kit.parameters)
    crowds = await shelf.crowds(person, [event.event_id for event in chosen])
    return suggest_events(reader, chosen, index, crowds)


async def _reader(person: Person, ask: EventAsk, shelf: EventShelf, kit: Kit) -> Reader:
    answered, past = await shelf.answered(person.id), await shelf.past(person.id)
    series = frozenset(event.one_of for event in past.events)
    said = evidence(person, ask.now, kit.labels)
    return Reader(person, said, answered, ask.now, past, series, await _told(ask.told, shelf))


async def _told(told: Mapping[str, datetime], shelf: EventShelf) -> Mapping[str, datetime]:
    """Return when each series was last told; all its dates are one piece of news."""
    latest: dict[str, datetime] = {}
    for event_id, one_of in (await shelf.series(tuple(told)) if told else {}).items():
        latest[one_of] = max(told[event_id], latest.get(one_of, told[event_id]))
    return latest


async def weekly_plans(
    asked: PlanRequest, now: datetime, shelf: EventShelf, kit: Kit
) -> tuple[PersonPlan, ...]:
    """Return what the weekly e-mail could hold for each person; ids nobody has are left out."""
    people = await shelf.known(asked.person_ids)
    meet = await people_for_each(_meetings(people, asked, now, kit), shelf, kit)
    ask = partial(EventAsk, limit=asked.events_per_person, now=now)
    return tuple(
        [
            PersonPlan(
                person_id=person.id,
                display_name=person.profile.display_name,
                timezone=person.profile.timezone,
                place=home_of(person.profile),
                events=await _events(person, ask(person.id, told=asked.told.get(person.id, {})), shelf, kit),
                people=found,
            )
            for person, found in zip(people, meet or [()] * len(people), strict=True)
        ]
    )


def _meetings(
    people: Sequence[Person], asked: PlanRequest, now: datetime, kit: Kit
) -> list[tuple[Person, ListRequest]]:
    most, until = asked.people_per_person, now + timedelta(weeks=kit.parameters.events.plan_weeks)
    return [(one, ListRequest(one.id, most, None, now, until)) for one in people if most]
