"""A person gets suggestions: load ▸ exclude ▸ candidates ▸ score both ways ▸ diversify ▸ explain ▸ log."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.matching.people.person import Person
from services.matching.recommend.atoms import Pair
from services.matching.recommend.candidates import Candidate, Standing, best_of, candidates_of_each
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
    """What the use case loads and writes; what is told of several people is in the order asked."""

    async def person(self, person_id: str) -> Person:
        """Return the person; raise `AppError("person_missing", MISSING)` when there is none."""
        ...

    async def histories(self, person_ids: Sequence[str], now: datetime) -> Sequence[History]:
        """Return what stands between each person and others."""
        ...

    async def rosters(self, asks: Sequence[tuple[Person, Ask]]) -> Sequence[Sequence[Roster]]:
        """Return the rosters for each to look in; none when the person did not agree to be matched there."""
        ...

    async def apart(self, work: Callable[[], Sequence[tuple[Draft, ...]]]) -> Sequence[tuple[Draft, ...]]:
        """Run work that takes its time where it holds up nobody."""
        ...

    async def log(
        self, shown: Sequence[tuple[str, Sequence[Draft]]], now: datetime
    ) -> Sequence[tuple[Suggestion, ...]]:
        """Remember what each person is shown, once a week for a pair, and give each its id."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Somebody who asks, with all that was loaded for it."""

    ask: Ask
    person: Person
    history: History
    rosters: Sequence[Roster]


async def people_to_meet(ask: Ask, shelf: Shelf, kit: Kit) -> tuple[Suggestion, ...]:
    """Return whom to meet, the best first, and remember that they were shown."""
    person = await shelf.person(ask.person_id)
    return (await people_for_each([(person, ask)], shelf, kit))[0]


async def people_for_each(
    asks: Sequence[tuple[Person, Ask]], shelf: Shelf, kit: Kit
) -> Sequence[tuple[Suggestion, ...]]:
    """Return whom each of several people could meet; those of one roster are scored together."""
    if not asks:
        return ()
    now, ids = asks[0][1].now, [person.id for person, _ in asks]
    histories, rosters = await shelf.histories(ids, now), await shelf.rosters(asks)
    asked = [
        Asked(ask, person, history, where)
        for (person, ask), history, where in zip(asks, histories, rosters, strict=True)
    ]
    lists = await shelf.apart(lambda: decide(asked, kit))
    return await shelf.log(list(zip(ids, lists, strict=True)), now)


def decide(asked: Sequence[Asked], kit: Kit) -> Sequence[tuple[Draft, ...]]:
    """Choose and explain for each; pure."""
    most = max([kit.parameters.list.pool, *(one.ask.limit for one in asked)])
    found: dict[str, list[Candidate]] = defaultdict(list)
    rosters = {id(roster): roster for one in asked for roster in one.rosters}
    for key, roster in rosters.items():
        asking = {
            one.person.id: Standing(
                excluded(one.person, one.history, one.ask.now, kit.parameters.list), one.history.shown
            )
            for one in asked
            if any(id(there) == key for there in one.rosters)
        }
        for person_id, best in candidates_of_each(asking, roster, most, kit.parameters):
            found[person_id] += best
    return [_list(one, found[one.person.id], kit) for one in asked]


def _list(one: Asked, found: Sequence[Candidate], kit: Kit) -> tuple[Draft, ...]:
    numbers, person = kit.parameters, one.person
    best = {
        item.id: item for item in best_of(found, person.id, kit.key, max(numbers.list.pool, one.ask.limit))
    }
    tastes = {item.id: item.roster.strengths[item.position] for item in best.values()}
    order = diversify([(item.id, item.rank) for item in best.values()], tastes, one.ask.novelty, numbers.list)
    met = {
        id(roster): meetings(roster.position[person.id], roster, numbers) for roster in one.rosters if order
    }
    return tuple(
        _draft(person, item, met[id(item.roster)].get(item.position, ()), kit)
        for item in map(best.__getitem__, order[: one.ask.limit])
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
