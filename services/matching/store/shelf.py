"""The recommender's shelf on Postgres."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from services.matching.people.interests import strengths
from services.matching.people.person import Person
from services.matching.people.visibility import home_of
from services.matching.people.words import OWN_WORD, parent
from services.matching.recommend.asked import ListRequest
from services.matching.recommend.candidates.roster import Gathering, Roster
from services.matching.recommend.candidates.scopes import scopes
from services.matching.recommend.drafts import Draft
from services.matching.recommend.events.catalogue import PastEvents
from services.matching.recommend.events.index import EventIndex, Season, build_event_index
from services.matching.recommend.events.offered import sought
from services.matching.recommend.events.worth import Reader
from services.matching.recommend.exclude import History
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.pipeline import Kit
from services.matching.store import catalogue, relations, suggestions
from services.matching.store.candidates import rosters
from services.matching.store.candidates.beyond import Beyond
from services.matching.store.candidates.gathered import EventRosters
from services.matching.store.coming import coming_events
from services.matching.store.lately import HOUR, Lately
from services.matching.store.people.attendance import list_attendance, stands
from services.matching.store.people.rows import load_people, load_person
from services.matching.store.season import season, who_came
from shared.contracts.people import Suggestion
from shared.db import Database
from shared.kernel.geo import Circle, Point
from shared.kernel.ids import Ids
from shared.places.geonames import load_gazetteer

MOST_SCOPES = 20
"""Of a person's own events, the soonest are looked through."""

HOME_KM = 50.0
"""So far lies what is near where one is based."""


@dataclass(frozen=True, slots=True)
class PostgresShelf:
    """Loads what the use cases need; safe to share between requests."""

    db: Database
    kit: Kit
    ids: Ids
    beyond: Beyond
    gathered: EventRosters
    champion: Lately[Parameters]
    came: Lately[PastEvents] = field(default_factory=lambda: Lately(who_came, HOUR))
    seasons: Lately[Season] = field(default_factory=lambda: Lately(season, HOUR))

    async def person(self, person_id: str) -> Person:
        """Return the person; raise `AppError("person_missing", MISSING)` when there is none."""
        return await load_person(self.db, person_id)

    async def known(self, person_ids: Sequence[str]) -> Sequence[Person]:
        """Return those of the people who exist, in the order asked."""
        found = {person.id: person for person in await load_people(self.db, person_ids)}
        return tuple(found[person_id] for person_id in dict.fromkeys(person_ids) if person_id in found)

    async def histories(self, person_ids: Sequence[str], now: datetime) -> Sequence[History]:
        """Return what stands between each person and others."""
        return await relations.load_histories(self.db, person_ids, now)

    async def learnt(self, now: datetime) -> Parameters:
        """Return the numbers as learnt."""
        return await self.champion.of(self.db, now)

    async def rosters(
        self, asks: Sequence[tuple[Person, ListRequest]], numbers: Parameters
    ) -> Sequence[Sequence[Roster]]:
        """Return the rosters of each person's own events; beyond events only when they go to none.

        Who asks so also gets those who show that they go to others' events near a place. All ask at one
        moment, until one and the same; each event's roster is looked up once.
        """
        first = asks[0][1]
        found = await stands(self.db, [person.id for person, _ in asks], first.now, first.until)
        chosen = [scopes(found[person.id], ask.event_id, ask.near)[:MOST_SCOPES] for person, ask in asks]
        known = {
            event_id: await self.gathered.of(event_id, first.now, numbers)
            for event_id in dict.fromkeys(chain.from_iterable(chosen))
        }
        return [
            [known[event_id] for event_id in own]
            + await self._others(person, ask, goes=bool(found[person.id]))
            for (person, ask), own in zip(asks, chosen, strict=True)
        ]

    async def _others(self, person: Person, ask: ListRequest, *, goes: bool) -> list[Roster]:
        """Return the roster of those who are at no event of the person's own, where one is asked for."""
        if ask.event_id is None and ask.wider and not goes:
            return [await self.beyond.roster(person, ask.now)]
        near = (ask.near or await self._around_home(person, HOME_KM)) if ask.elsewhere else None
        return [await self.beyond.nearby(person, near, ask.now, ask.until)] if near else []

    async def _around_home(self, person: Person, radius_km: float) -> Circle | None:
        home = home_of(person.profile)
        city = (await asyncio.to_thread(load_gazetteer)).city(home.city, home.country) if home else None
        return Circle(Point(city.lat, city.lon), radius_km) if city else None

    async def two(self, person_id: str, other_id: str, where: Gathering, now: datetime) -> Roster:
        """Return two people as they are to one another somewhere; raise `person_missing`."""
        person, other = await self.person(person_id), await self.person(other_id)
        return await self.beyond.two(person, other, where, now)

    async def apart(self, work: Callable[[], Sequence[tuple[Draft, ...]]]) -> Sequence[tuple[Draft, ...]]:
        """Run work that takes its time in a thread."""
        return await asyncio.to_thread(work)

    async def log(
        self, shown: Sequence[tuple[str, Sequence[Draft]]], now: datetime, model: str
    ) -> Sequence[tuple[Suggestion, ...]]:
        """Remember what each person is shown, once a week for a pair, by which model; give each its id."""
        return await suggestions.log_shown(self.db, shown, now, model=model, ids=self.ids)

    async def events(self, reader: Reader) -> EventIndex:
        """Return the events to come that may be offered to a person."""
        parameters = self.kit.parameters
        home = await self._around_home(reader.person, parameters.events.distance_km)
        found, vectors = await coming_events(
            self.db, sought(reader.evidence, self.kit.labels), home, reader.now, parameters.events
        )
        of_all, crowds = await self.seasons.of(self.db, reader.now), await self.came.of(self.db, reader.now)
        places = await asyncio.to_thread(load_gazetteer)
        return build_event_index(found, vectors, parameters, crowds, places, of_all)

    async def past(self, person_id: str) -> PastEvents:
        """Return the events the person said they go to."""
        return await catalogue.went(self.db, person_id)

    async def answered(self, person_id: str) -> frozenset[str]:
        """Return the events the person has taken a stand on."""
        return frozenset(item.event_id for item in await list_attendance(self.db, person_id))

    async def series(self, event_ids: Sequence[str]) -> Mapping[str, str]:
        """Return by event what further dates have in common with it."""
        return {event.event_id: event.one_of for event in await catalogue.named(self.db, event_ids)}

    async def crowds(self, person: Person, events: Sequence[str]) -> Mapping[str, int]:
        """Return how many people of like interests go to each event."""
        topics = [
            topic for topic in strengths(person.traits.topics) if parent(topic) or topic.startswith(OWN_WORD)
        ]
        return await rosters.relevant_people(self.db, person.id, list(events), topics)
