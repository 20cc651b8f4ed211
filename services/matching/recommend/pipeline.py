"""A person gets suggestions: load ▸ exclude ▸ candidates ▸ score both ways ▸ diversify ▸ explain ▸ log."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from services.matching.people.person import Person
from services.matching.recommend.arms import Arm, arm_of, by_numbers, in_order, windows
from services.matching.recommend.asked import Asked, ListRequest
from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.diversify.chosen import chosen
from services.matching.recommend.diversify.diversify import Place
from services.matching.recommend.diversify.pools import Draw
from services.matching.recommend.drafts import Draft, strength_of
from services.matching.recommend.exclude import History, excluded
from services.matching.recommend.explain.untold import standing_back, told_first
from services.matching.recommend.explain.why import opener, why_each
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.score.best import Standing, best_of, candidates
from services.matching.recommend.score.found import Candidate, Found, by_roster, joined
from services.matching.recommend.score.inputs import Inputs, inputs_of
from shared.contracts.people import Reason, Suggestion


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

    async def learnt(self, now: datetime) -> Parameters:
        """Return the numbers as learnt; those that ship while nothing was learnt."""
        ...

    async def rosters(
        self, asks: Sequence[tuple[Person, ListRequest]], numbers: Parameters
    ) -> Sequence[Sequence[Roster]]:
        """Return the rosters for each to look in; none when the person did not agree to be matched there."""
        ...

    async def apart(self, work: Callable[[], Sequence[tuple[Draft, ...]]]) -> Sequence[tuple[Draft, ...]]:
        """Run work that takes its time where it holds up nobody."""
        ...

    async def log(
        self, shown: Sequence[tuple[str, Sequence[Draft]]], now: datetime, model: str
    ) -> Sequence[tuple[Suggestion, ...]]:
        """Remember what each person is shown, once a week for a pair, by which model; give each its id."""
        ...


async def people_to_meet(ask: ListRequest, shelf: Shelf, kit: Kit) -> tuple[Suggestion, ...]:
    """Return whom to meet, the best first, and remember that they were shown."""
    person = await shelf.person(ask.person_id)
    return (await people_for_each([(person, ask)], shelf, kit))[0]


async def people_for_each(
    asks: Sequence[tuple[Person, ListRequest]], shelf: Shelf, kit: Kit
) -> Sequence[tuple[Suggestion, ...]]:
    """Return whom each of several people could meet: by what was learnt, but for those held out of it."""
    if not asks:
        return ()
    learnt = await shelf.learnt(asks[0][1].now)
    found: dict[str, tuple[Suggestion, ...]] = {}
    for numbers, ids in by_numbers([one.id for one, _ in asks], kit.parameters, learnt, kit.key).values():
        group = [(person, ask) for person, ask in asks if person.id in ids]
        lists = await _by_one_model(group, shelf, replace(kit, parameters=numbers))
        found |= {person.id: own for (person, _), own in zip(group, lists, strict=True)}
    return [found[person.id] for person, _ in asks]


async def _by_one_model(
    asks: Sequence[tuple[Person, ListRequest]], shelf: Shelf, kit: Kit
) -> Sequence[tuple[Suggestion, ...]]:
    """Return whom each could meet; those of one roster are scored together."""
    now, ids = asks[0][1].now, [person.id for person, _ in asks]
    histories, rosters = await shelf.histories(ids, now), await shelf.rosters(asks, kit.parameters)
    asked = [
        Asked(ask, person, history, where)
        for (person, ask), history, where in zip(asks, histories, rosters, strict=True)
    ]
    lists = await shelf.apart(lambda: decide(asked, kit))
    return await shelf.log(list(zip(ids, lists, strict=True)), now, kit.parameters.model_version)


def decide(asked: Sequence[Asked], kit: Kit) -> Sequence[tuple[Draft, ...]]:
    """Choose and explain for each; pure."""
    most = max([kit.parameters.list.pool, *(one.ask.limit for one in asked)])
    found: dict[str, list[Found]] = defaultdict(list)
    rosters = {id(roster): roster for one in asked for roster in one.rosters}
    for key, roster in rosters.items():
        asking = {
            one.person.id: Standing(
                excluded(one.person, one.history, one.ask.now, kit.parameters.list), one.history.shown
            )
            for one in asked
            if any(id(there) == key for there in one.rosters)
        }
        for person_id, best in candidates(asking, roster, most, kit.parameters):
            found[person_id].append(standing_back(person_id, best, kit.parameters))
    return [_list(one, found[one.person.id], kit) for one in asked]


def _list(one: Asked, found: Sequence[Found], kit: Kit) -> tuple[Draft, ...]:
    if not found:
        return ()
    numbers, me, ask = kit.parameters, one.person.id, one.ask
    best = best_of(joined(found), me, kit.key, max(numbers.list.pool, ask.limit))
    draw, listed = Draw.at(ask.now, kit.key), numbers.attention.listed
    arm, most = arm_of(me, draw, numbers.learn, tried=ask.novelty is not None), max(ask.limit, listed[-1])
    places = {item.id: (item, place) for item, place in chosen(one, best, most, draw, numbers)}
    told = _reasons(me, list(places.values()), kit)
    order = told_first([item for item, _ in places.values()], told, listed)
    if windows(arm, listed):
        order = in_order(tuple(places), arm, me, draw, listed)
    shown = [places[other] for other in order[: ask.limit]]
    inputs = inputs_of(me, [item for item, _ in shown if item.id not in one.history.this_week], numbers)
    return tuple(_draft(item, place, told[item.id], kit, arm, inputs.get(item.id)) for item, place in shown)


def _reasons(me: str, shown: Sequence[tuple[Candidate, Place]], kit: Kit) -> dict[str, tuple[Reason, ...]]:
    """Return what is told of each, by id."""
    places, found = {it.id: place for it, place in shown}, dict[str, tuple[Reason, ...]]()
    for roster, here in by_roster([it for it, _ in shown]):
        others = {it.position: places[it.id] for it in here}
        told = why_each(me, others, roster, kit.parameters)
        found |= {it.id: told[it.position] for it in here}
    return found


def _draft(
    one: Candidate, place: Place, reasons: tuple[Reason, ...], kit: Kit, arm: Arm, inputs: Inputs | None
) -> Draft:  # fmt: skip
    theirs = one.roster.view(one.position)
    return Draft(
        card=theirs.card,
        event_id=one.roster.gathering.event_id,
        score=one.mutual,
        place=place,
        strength=strength_of(one.mutual, reasons, kit.parameters.list),
        reasons=reasons,
        opener=opener(theirs.questions, reasons),
        arm=arm,
        inputs=inputs,
    )
