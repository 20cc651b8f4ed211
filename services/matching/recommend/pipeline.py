"""A person gets suggestions: load ▸ exclude ▸ candidates ▸ score both ways ▸ diversify ▸ explain ▸ log."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.matching.people.person import Person
from services.matching.recommend.atoms import Pair
from services.matching.recommend.candidates import Candidate, Standing, best_of, candidates
from services.matching.recommend.diversify import diversify
from services.matching.recommend.drafts import Draft, strength_of
from services.matching.recommend.exclude import History, excluded
from services.matching.recommend.explain import Meeting, explain, meetings
from services.matching.recommend.opener import opener
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.roster import Roster
from shared.contracts.people import Suggestion


@dataclass(frozen=True, slots=True)
class Ask:
    """Who asks for whom: at one event, or at any of their own that begin before `until`.

    `novelty` in [0, 1] trades likeness for variety; `wider` looks beyond events when the person goes to none.
    """

    person_id: str
    limit: int
    novelty: float
    now: datetime
    until: datetime
    event_id: str | None = None
    wider: bool = False


@dataclass(frozen=True, slots=True)
class Kit:
    """What every decision needs: the numbers, the labels of topics, and the key that breaks ties."""

    parameters: Parameters
    labels: dict[str, str]
    key: bytes


class Shelf(Protocol):
    """What the use case loads and writes."""

    async def person(self, person_id: str) -> Person:
        """Return the person; raise `AppError("person_missing", MISSING)` when there is none."""
        ...

    async def history(self, person_id: str, now: datetime) -> History:
        """Return what stands between the person and others."""
        ...

    async def rosters(self, person: Person, ask: Ask) -> Sequence[Roster]:
        """Return the rosters to look in; none when the person did not agree to be matched there."""
        ...

    async def apart(self, work: Callable[[], tuple[Draft, ...]]) -> tuple[Draft, ...]:
        """Run work that takes its time where it holds up nobody."""
        ...

    async def log(self, person_id: str, drafts: Sequence[Draft], now: datetime) -> tuple[Suggestion, ...]:
        """Remember what is shown, once a week for a pair, and give each its id."""
        ...


async def people_to_meet(ask: Ask, shelf: Shelf, kit: Kit) -> tuple[Suggestion, ...]:
    """Return whom to meet, the best first, and remember that they were shown."""
    person = await shelf.person(ask.person_id)
    history = await shelf.history(person.id, ask.now)
    rosters = await shelf.rosters(person, ask)
    drafts = await shelf.apart(lambda: decide(person, history, rosters, ask, kit))
    return await shelf.log(person.id, drafts, ask.now)


def decide(
    person: Person, history: History, rosters: Sequence[Roster], ask: Ask, kit: Kit
) -> tuple[Draft, ...]:
    """Choose and explain; pure."""
    numbers = kit.parameters
    most = max(numbers.list.pool, ask.limit)
    standing = Standing(excluded(person, history, ask.now, numbers.list), history.shown)
    found = [one for roster in rosters for one in candidates(person.id, roster, standing, most, numbers)]
    best = {one.id: one for one in best_of(found, person.id, kit.key, most)}
    tastes = {one.id: one.roster.strengths[one.position] for one in best.values()}
    order = diversify([(one.id, one.rank) for one in best.values()], tastes, ask.novelty, numbers.list)
    met = {id(roster): meetings(roster.position[person.id], roster, numbers) for roster in rosters if order}
    return tuple(
        _draft(person, one, met[id(one.roster)].get(one.position, ()), kit)
        for one in map(best.__getitem__, order[: ask.limit])
    )


def _draft(person: Person, one: Candidate, met: Sequence[Meeting], kit: Kit) -> Draft:
    roster, most = one.roster, kit.parameters.explain.quote_characters
    mine, theirs = (roster.view(i, kit.labels, most) for i in (roster.position[person.id], one.position))
    reasons = explain(Pair(mine, theirs, roster, kit.parameters), met, kit.labels)
    return Draft(
        card=theirs.card,
        event_id=roster.gathering.event_id,
        score=one.mutual,
        strength=strength_of(one.mutual, reasons, kit.parameters.list),
        reasons=reasons,
        opener=opener(theirs, reasons),
    )
