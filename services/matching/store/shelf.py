"""The recommender's shelf on Postgres; the latest rosters stay in memory while nothing changes."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from services.matching.people.interests import strengths
from services.matching.people.person import Person
from services.matching.people.words import OWN_WORD, parent
from services.matching.recommend.asked import Ask
from services.matching.recommend.candidates import scopes
from services.matching.recommend.catalogue_event import PastEvents
from services.matching.recommend.drafts import Draft
from services.matching.recommend.event_index import EventIndex, build_event_index
from services.matching.recommend.exclude import History
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.pipeline import Kit
from services.matching.recommend.roster import Members, Roster, build_roster
from services.matching.recommend.share_out import share_out
from services.matching.recommend.topic_index import Background
from services.matching.store import catalogue, relations, rosters, showings, suggestions
from services.matching.store.attendance import list_attendance, stands
from services.matching.store.beyond import Beyond
from services.matching.store.crowds import Crowds
from services.matching.store.models import Champion
from services.matching.store.people import load_people, load_person
from shared.contracts.people import Suggestion
from shared.db import Database
from shared.kernel.ids import Ids

CACHED_ROSTERS = 8
MOST_SCOPES = 20
"""Of a person's own events, the soonest are looked through."""


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """A roster in memory: as it is, and by model version with attention shared out."""

    signed: tuple[object, ...]
    plain: Roster
    shared: dict[str, Roster] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PostgresShelf:
    """Loads what the use cases need; safe to share between requests."""

    db: Database
    kit: Kit
    ids: Ids
    beyond: Beyond
    kept: OrderedDict[str, Kept] = field(default_factory=OrderedDict)
    champion: Champion = field(default_factory=Champion)
    came: Crowds = field(default_factory=Crowds)
    sharing: set[asyncio.Task[None]] = field(default_factory=set)

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
        """Return the numbers as learnt, looked up once a minute."""
        return await self.champion.over(self.db, self.kit.parameters, now)

    async def rosters(
        self, asks: Sequence[tuple[Person, Ask]], numbers: Parameters
    ) -> Sequence[Sequence[Roster]]:
        """Return the rosters of each person's own events; beyond events only when they go to none.

        All ask at one moment, until one and the same; each event's roster is looked up once.
        """
        first = asks[0][1]
        found = await stands(self.db, [person.id for person, _ in asks], first.now, first.until)
        chosen = [scopes(found[person.id], ask.event_id)[:MOST_SCOPES] for person, ask in asks]
        known = {
            event_id: await self._roster(event_id, first.now, numbers)
            for event_id in dict.fromkeys(chain.from_iterable(chosen))
        }
        return [
            [known[event_id] for event_id in own]
            if own or found[person.id] or ask.event_id is not None or not ask.wider
            else [await self.beyond.roster(person, ask.now)]
            for (person, ask), own in zip(asks, chosen, strict=True)
        ]

    async def apart(self, work: Callable[[], Sequence[tuple[Draft, ...]]]) -> Sequence[tuple[Draft, ...]]:
        """Run work that takes its time in a thread."""
        return await asyncio.to_thread(work)

    async def log(
        self, shown: Sequence[tuple[str, Sequence[Draft]]], now: datetime, model: str
    ) -> Sequence[tuple[Suggestion, ...]]:
        """Remember what each person is shown, once a week for a pair, by which model; give each its id."""
        async with self.db.transaction() as conn:
            found = await suggestions.log_shown(conn, shown, now, model=model, ids=self.ids)
            await showings.log(conn, zip(found, shown, strict=True), now, model)
            return found

    async def events(self, now: datetime) -> EventIndex:
        """Return the upcoming events."""
        found, vectors = await catalogue.upcoming(self.db, now, self.kit.parameters.events.considered)
        crowds = await self.came.of(self.db, now)
        return build_event_index(found, vectors, self.kit.parameters, crowds)

    async def past(self, person_id: str) -> PastEvents:
        """Return the events the person said they go to."""
        return await catalogue.went(self.db, person_id)

    async def answered(self, person_id: str) -> frozenset[str]:
        """Return the events the person has taken a stand on."""
        return frozenset(item.event_id for item in await list_attendance(self.db, person_id))

    async def crowds(self, person: Person, events: Sequence[str]) -> Mapping[str, int]:
        """Return how many people of like interests go to each event."""
        topics = [
            topic for topic in strengths(person.traits.topics) if parent(topic) or topic.startswith(OWN_WORD)
        ]
        return await rosters.relevant_people(self.db, person.id, list(events), topics)

    async def _roster(self, event_id: str, now: datetime, numbers: Parameters) -> Roster:
        """Return a roster, from memory while its members, their profiles and the day are the same."""
        signed = (*await rosters.signature(self.db, event_id), now.date())
        held = self.kept.get(event_id)
        if held is None or held.signed != signed:
            members = await rosters.load_members(self.db, event_id)
            held = self.kept[event_id] = Kept(signed, await self._build(members, now))
        if numbers.model_version not in held.shared:
            await self._share_out(held, numbers)
        self.kept.move_to_end(event_id)
        while len(self.kept) > CACHED_ROSTERS:
            self.kept.popitem(last=False)
        return held.shared[numbers.model_version]

    async def _share_out(self, held: Kept, numbers: Parameters) -> None:
        """Share attention out; in a large roster that takes seconds, and it serves as it is meanwhile."""

        async def share() -> None:
            held.shared[numbers.model_version] = await asyncio.to_thread(share_out, held.plain, numbers)

        if len(held.plain.people) <= numbers.interest.kept_whole:
            return await share()
        held.shared[numbers.model_version] = held.plain
        task = asyncio.create_task(share())
        self.sharing.add(task)
        task.add_done_callback(self.sharing.discard)
        return None

    async def _build(self, members: Members, now: datetime) -> Roster:
        numbers = self.kit.parameters
        few = len(members.people) < numbers.interest.least_population
        acquainted = await self.beyond.acquaintances.of(self.db, now)
        known = await rosters.load_background(self.db, acquainted) if few else Background(0, {}, acquainted)
        return await asyncio.to_thread(build_roster, members, now, self.kit.labels, known, numbers)
