"""Rosters of candidates from everybody, scored as if all were there; who was looked at stays in memory."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import numpy as np

from services.matching.people.person import Person
from services.matching.recommend.arrays import Block
from services.matching.recommend.candidates.crowd import measures_of
from services.matching.recommend.candidates.fitted import Fitted
from services.matching.recommend.candidates.roster import (
    NOTHING,
    NOWHERE,
    Former,
    Gathering,
    Members,
    Roster,
    build_roster,
)
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.population.own import Own
from services.matching.recommend.population.topic_index import Background
from services.matching.store.candidates import everyone
from services.matching.store.candidates.acquainted import Acquaintances
from services.matching.store.candidates.everyone import Reach
from services.matching.store.candidates.nearby import goers
from services.matching.store.candidates.population import Population
from services.matching.store.candidates.rosters import load_background
from services.matching.store.people.rows import load_people, load_person
from services.matching.store.relations import iso_week
from shared.contracts.people import AttendanceStatus
from shared.db import Database
from shared.kernel.geo import Circle
from shared.obs import get_logger

KEPT_PEOPLE = 10_000
"""About 100 MB."""

DRIFT = 0.05
"""The share by which a population grows or shrinks until what is fitted to it is fitted anew."""

NOBODY = Background(0, {})

log = get_logger(__name__)


@dataclass(slots=True)
class Beyond:
    """What is fitted to everybody, once a day, and the people looked at last, by id with their revision."""

    db: Database
    labels: Mapping[str, str]
    parameters: Parameters
    acquaintances: Acquaintances = field(default_factory=Acquaintances)
    reach: Reach = field(default_factory=Reach)
    people: OrderedDict[str, tuple[int, Own]] = field(default_factory=OrderedDict)
    day: date | None = None
    counted: int = 0
    fitted: Fitted | None = None
    held: Population | None = None
    renewed: Population | None = None
    fitting: asyncio.Lock = field(default_factory=asyncio.Lock)
    beginning: asyncio.Task[None] | None = None

    def begin(self, now: datetime) -> None:
        """Begin to read everybody, unless that is under way or done; what failed begins anew."""
        if self.beginning is not None and self.beginning.done() and (broken := self.beginning.exception()):
            log.warning("everybody.broke", reason=str(broken))
            self.beginning = None
        if self.beginning is None:
            self.beginning = asyncio.create_task(self._begin(now))

    @property
    def progress(self) -> bool | str:
        """Tell whether lists are out of everybody, else how many are read so far."""
        if self.beginning is not None and self.beginning.done() and not self.beginning.exception():
            return True
        if self.held is None or not self.held.many:
            return "reading"
        return f"reading, {self.held.read} of {self.held.many} people"

    def stop(self) -> None:
        """End what goes on in the background."""
        if self.beginning is not None:
            self.beginning.cancel()
        for population in (self.held, self.renewed):
            if population is not None:
                population.stop()

    async def _begin(self, now: datetime) -> None:
        """Read everybody; where nobody may be found, all are read."""
        if some := await everyone.sample(self.db, now):
            await self.fit(await load_person(self.db, some[0]), now)
            everybody = self.everybody()
            everybody.start()
            assert everybody.reading is not None  # noqa: S101 - it was just begun
            await everybody.reading

    async def roster(self, person: Person, now: datetime) -> Roster:
        """Return a person with the candidates for them; whom many were shown this week stands back."""
        fitted = await self.fit(person, now)
        likely = await self.everybody().likeliest(person, now, self.reach.likely)
        found = await everyone.candidates(self.db, person, now, fitted, likely, self.reach)
        return await self._among(person, found, fitted, now)

    async def nearby(self, person: Person, near: Circle, now: datetime, until: datetime) -> Roster:
        """Return a person with those who show that they go to events near a place, where they do not."""
        found = await goers(self.db, person, near, now, until)
        revisions = {one: goer.revision for one, goer in found.items()}
        roster = await self._among(person, revisions, await self.fit(person, now), now)
        return replace(roster, plans={one: goer.plan for one, goer in found.items()})

    async def _among(self, person: Person, found: Mapping[str, int], fitted: Fitted, now: datetime) -> Roster:
        """Return a person with some others, by id with their revisions, as strangers are to one another."""
        numbers = self.parameters
        held = {one: kept for one, revision in found.items() if (kept := self._kept(one, revision))}
        loaded = await load_people(self.db, [one for one in found if one not in held])
        people = (person, *(own.person for own in held.values()), *loaded)
        roster, shown = await asyncio.gather(
            asyncio.to_thread(self._build, people, now, NOBODY, Former(fitted, held)),
            everyone.readers(self.db, found, iso_week(now), person.id),
        )
        self._keep(roster.own[1:], found)
        return replace(roster, discount=roster.discount * _wear(roster, shown, numbers.attention.listed[-1]))

    async def two(self, person: Person, other: Person, where: Gathering, now: datetime) -> Roster:
        """Return two people as they are to one another at an event, or at none; fitted to everybody."""
        former = Former(await self.fit(person, now))
        return await asyncio.to_thread(self._build, (person, other), now, NOBODY, former, where)

    async def fit(self, person: Person, now: datetime) -> Fitted:
        """Return what is fitted to a sample of everybody, to all where they are few."""
        async with self.fitting:
            many = await everyone.count_some(self.db)
            fresh = self.fitted is not None and self.day == now.date()
            if self.fitted is None or not fresh or abs(many - self.counted) > DRIFT * self.counted:
                self.fitted = await self._fit(person, now)
                self.day, self.counted = now.date(), many
                self.people.clear()  # events say less each day
                measures = measures_of(self.fitted, self.labels, self.parameters)
                if self.renewed is not None:
                    self.renewed.stop()
                self.renewed = Population(self.db, measures, self.parameters, self._forget)
            return self.fitted

    def everybody(self) -> Population:
        """Return everybody as last measured; while they are read anew, as measured before."""
        if self.renewed is not None:
            self.renewed.start()
            if self.held is None or self.renewed.whole:
                if self.held is not None:
                    self.held.stop()
                self.held, self.renewed = self.renewed, None
        assert self.held is not None  # noqa: S101 - what is fitted comes first
        return self.held

    async def _fit(self, person: Person, now: datetime) -> Fitted:
        people = await load_people(self.db, await everyone.sample(self.db, now)) or (person,)
        few = len(people) < self.parameters.interest.least_population
        acquainted = await self.acquaintances.of(self.db, now)
        known = await load_background(self.db, acquainted) if few else Background(0, {}, acquainted)
        roster = await asyncio.to_thread(self._build, people, now, known)
        return roster.fitted

    def _build(
        self,
        people: Sequence[Person],
        now: datetime,
        known: Background,
        former: Former = NOTHING,
        where: Gathering = NOWHERE,
    ) -> Roster:
        members = Members(where, tuple(people), tuple(AttendanceStatus.GOING for _ in people))
        return build_roster(members, now, self.labels, known, self.parameters, former)

    def _kept(self, person_id: str, revision: int) -> Own | None:
        held = self.people.get(person_id)
        return held[1] if held and held[0] == revision else None

    def _forget(self, ids: Iterable[str]) -> None:
        for one in ids:
            self.people.pop(one, None)

    def _keep(self, own: Sequence[Own], revisions: Mapping[str, int]) -> None:
        for one in own:
            self.people[one.person.id] = revisions[one.person.id], one
            self.people.move_to_end(one.person.id)
        while len(self.people) > KEPT_PEOPLE:
            self.people.popitem(last=False)


def _wear(roster: Roster, readers: Mapping[str, int], listed: int) -> Block:
    """Return (1 + readers / listed)^-0.5 of each: who had attention this week makes room for others."""
    counts = np.array([readers.get(person.id, 0) for person in roster.people], dtype=np.float32)
    return np.asarray((1 + counts / listed) ** np.float32(-0.5))
