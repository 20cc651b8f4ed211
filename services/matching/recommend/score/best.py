"""The best of a roster for each who asks: impressions wear off, ties fall to a keyed hash."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import accumulate, chain, pairwise, repeat
from math import sqrt
from typing import NamedTuple

import numpy as np

from services.matching.recommend.arrays import Block, Ints
from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.score.score import chances


class Candidate(NamedTuple):
    """A person who may be shown, in one roster; `mutual` is H, `rank` H less its wear.

    `place` is the one they were allotted in the list of who asks, -1 where none; `dial` where that list's
    dial stood, None where the roster shares no attention out.
    """

    id: str
    position: int
    roster: Roster
    mutual: float
    rank: float
    place: int = -1
    dial: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """What stands between one person and others: whom they are not shown, and how often they saw whom."""

    barred: frozenset[str]
    shown: Mapping[str, int] = field(default_factory=dict)


BLOCK = 64
"""Those who ask who are scored at once: as many rows as a core's cache holds of a roster of 10,000."""


Found = list[tuple[str, list[Candidate]]]
Spread = Callable[[Callable[[Sequence[str]], Found], Iterable[Sequence[str]]], Iterable[Found]]
"""Applies a function to each block: `map`, or that of an executor which uses several cores."""


def candidates(
    asking: Mapping[str, Standing], roster: Roster, most: int, parameters: Parameters, spread: Spread = map
) -> Iterator[tuple[str, list[Candidate]]]:
    """Score everyone of a roster with those who ask; yield of each the best `most`, and their equals.

    Whom something bars drops out, and those with whom there is no common language; who asks and is not of
    the roster is left out. Only a block of pairs is held at a time.
    """
    there = [person_id for person_id in asking if person_id in roster.position]

    def block_of(ids: Sequence[str]) -> Found:
        block = known_chances(np.array([roster.position[one] for one in ids]), roster, parameters)
        pairs = zip(ids, block, strict=True)
        return [(one, _chosen(mutual, one, roster, asking[one], most)) for one, mutual in pairs]

    return chain.from_iterable(spread(block_of, (there[i : i + BLOCK] for i in range(0, len(there), BLOCK))))


def by_roster(found: Sequence[Candidate]) -> Iterator[tuple[Roster, Sequence[Candidate]]]:
    """Yield each roster with its candidates, in their order."""
    rosters = {id(one.roster): one.roster for one in found}
    if len(rosters) == 1:  # as it mostly is: nothing is to be told apart
        yield found[0].roster, found
        return
    for roster in rosters.values():
        yield roster, [one for one in found if one.roster is roster]


def known_chances(positions: Ints, roster: Roster, parameters: Parameters) -> Block:
    """Return H of some people with everyone of their roster; from memory where it keeps them all."""
    return chances(positions, roster, parameters) if roster.pairs is None else roster.pairs.chances[positions]


def _chosen(mutual: Block, person_id: str, roster: Roster, standing: Standing, most: int) -> list[Candidate]:
    rank = mutual * roster.discount
    stood(rank, person_id, standing, roster)
    best, places, dial = _best(rank, most), dict[int, int](), None
    if roster.allotted is not None:
        own = roster.allotted.lists[roster.position[person_id]]
        places = {at: place for place, at in enumerate(own.tolist()) if at >= 0 and rank[at] > 0}
        best, dial = (
            _with(best, list(places), len(rank)),
            roster.allotted.dials.item(roster.position[person_id]),
        )
    at = best.tolist()
    ids, held = (roster.people[i].id for i in at), rank[best].round(DIGITS).tolist()
    stands = map(places.get, at, repeat(-1))
    return list(map(Candidate, ids, at, repeat(roster), mutual[best].tolist(), held, stands, repeat(dial)))


def stood(rank: Block, person_id: str, standing: Standing, roster: Roster) -> None:
    """Put what stands between one and others into the ranks that they have for one: worn, or none at all."""
    for other in standing.shown.keys() & roster.position.keys():
        place = roster.position[other]
        rank[place] = worn(rank[place], standing.shown[other])
    rank[[roster.position[other] for other in {person_id, *standing.barred} if other in roster.position]] = 0


def worn(rank: float, shown: int) -> float:
    """Return rank * (1 + shown)^-0.5: what was shown and not taken up makes room."""
    return rank / sqrt(1 + shown)


DIGITS = 7
"""Ranks that differ by less are equal: so far single precision tells."""
_EQUAL = 1.5 * 10.0**-DIGITS
"""… and those that rounding put on two sides of a step."""


def _best(rank: Block, most: int) -> Ints:
    """Return the positions of the highest ranks, and of all that equal the last of them; none that is 0."""
    least = np.partition(rank, -most)[-most] - _EQUAL if most < len(rank) else 0.0
    return np.flatnonzero(rank > max(least, 0.0))


def _with(best: Ints, others: list[int], many: int) -> Ints:
    """Return positions and others in one order, each once."""
    there = np.zeros(many, dtype=np.bool_)
    there[best] = there[others] = True
    return np.flatnonzero(there)


def tie_break(key: bytes, viewer: str, candidate: str) -> bytes:
    """Return a value that orders equals: stable for a viewer, different between viewers, not alphabetical."""
    return blake2b(f"{viewer}/{candidate}".encode(), key=key, digest_size=8).digest()


def best_of(found: Sequence[Candidate], person_id: str, key: bytes, most: int) -> list[Candidate]:
    """Return each person once, where the two fit best, in order of rank; equals fall to the keyed hash.

    They are the best `most`, and whoever else was allotted a place.
    """
    ordered = sorted(found, key=lambda item: -item.rank)
    apart = [one.rank - other.rank > _EQUAL for one, other in pairwise(ordered)]
    if not all(apart):
        level = dict(zip(map(id, ordered), accumulate(apart, initial=0), strict=True))
        ordered.sort(key=lambda item: (level[id(item)], tie_break(key, person_id, item.id)))
    unique: dict[str, Candidate] = {}
    for item in ordered:
        unique.setdefault(item.id, item)
    return [item for i, item in enumerate(unique.values()) if i < most or item.place >= 0]
