"""The best of a roster for each who asks: impressions wear off, ties fall to a keyed hash."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import accumulate, chain
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from services.matching.recommend.arrays import Block, Ints
from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.parameters import ListNumbers, Parameters
from services.matching.recommend.score.found import Found, found_in
from services.matching.recommend.score.score import chances


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """What stands between one person and others: whom they are not shown, and how often they saw whom."""

    barred: frozenset[str]
    shown: Mapping[str, int] = field(default_factory=dict)


UNTOUCHED = Standing(frozenset())
"""Nothing stands between them and others."""

BLOCK = 64
"""Those who ask who are scored at once: as many rows as a core's cache holds of a roster of 10,000."""


Each = list[tuple[str, Found]]
Spread = Callable[[Callable[[Sequence[str]], Each], Iterable[Sequence[str]]], Iterable[Each]]
"""Applies a function to each block: `map`, or that of an executor which uses several cores."""


def candidates(
    asking: Mapping[str, Standing], roster: Roster, most: int, parameters: Parameters, spread: Spread = map
) -> Iterator[tuple[str, Found]]:
    """Score everyone of a roster with those who ask; yield of each the best `most`, and their equals.

    Whom something bars drops out, and those with whom there is no common language; who asks and is not of
    the roster is left out. Only a block of pairs is held at a time.
    """
    there = [person_id for person_id in asking if person_id in roster.position]

    def block_of(ids: Sequence[str]) -> Each:
        block = known_chances(np.array([roster.position[one] for one in ids]), roster, parameters)
        pairs = zip(ids, block, strict=True)
        return [(one, _chosen(mutual, one, roster, asking[one], most, parameters)) for one, mutual in pairs]

    return chain.from_iterable(spread(block_of, (there[i : i + BLOCK] for i in range(0, len(there), BLOCK))))


def known_chances(positions: Ints, roster: Roster, parameters: Parameters) -> Block:
    """Return H of some people with everyone of their roster; from memory where it keeps them all."""
    return chances(positions, roster, parameters) if roster.pairs is None else roster.pairs.chances[positions]


def standing_chances(
    positions: Ints, roster: Roster, parameters: Parameters, standing: Mapping[str, Standing] | None = None
) -> Block:
    """Return H of some people with everyone, less what stands between them: `standing` by id, if any."""
    found = known_chances(positions, roster, parameters) * roster.discount
    for row, at in zip(found, positions.tolist(), strict=True):
        one = roster.people[at].id
        stood(row, one, (standing or {}).get(one, UNTOUCHED), roster, parameters.list)
    return found


def _chosen(
    mutual: Block, person_id: str, roster: Roster, standing: Standing, most: int, parameters: Parameters
) -> Found:
    rank = mutual * roster.discount
    stood(rank, person_id, standing, roster, parameters.list)
    likely, place, dial = _likely(rank, most), np.full(len(rank), -1), None
    if roster.allotted is not None:
        me = roster.position[person_id]
        own, dial = roster.allotted.lists[me], roster.allotted.dials.item(me)
        places = np.flatnonzero(own >= 0)
        places = places[rank[own[places]] > 0]
        place[own[places]], likely[own[places]] = places, True
    best = np.flatnonzero(likely)
    return found_in(roster, dial, best, mutual[best], rank[best].round(DIGITS).astype(float), place[best])


def stood(rank: Block, person_id: str, standing: Standing, roster: Roster, numbers: ListNumbers) -> None:
    """Put what stands between one and others into the ranks that they have for one: worn, or none at all.

    Colleagues count less: one meets them without us.
    """
    if (colleagues := roster.colleagues.get(person_id)) is not None:
        rank[colleagues] *= np.float32(numbers.colleague)
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


def _likely(rank: Block, most: int) -> NDArray[np.bool_]:
    """Tell who has the highest ranks, or one that equals the last of them; nobody with 0."""
    least = np.partition(rank, -most)[-most] - _EQUAL if most < len(rank) else 0.0
    return np.asarray(rank > max(least, 0.0))


def tie_break(key: bytes, viewer: str, candidate: str) -> bytes:
    """Return a value that orders equals: stable for a viewer, different between viewers, not alphabetical."""
    return blake2b(f"{viewer}/{candidate}".encode(), key=key, digest_size=8).digest()


def best_of(found: Found, person_id: str, key: bytes, most: int) -> Found:
    """Return each person once, where the two fit best, in order of rank; equals fall to the keyed hash.

    They are the best `most`, and whoever else was allotted a place.
    """
    order = np.argsort(-found.rank, kind="stable")
    rank = found.rank[order]
    apart = rank[:-1] - rank[1:] > _EQUAL
    if not apart.all():
        order = order[_untied(found.some(order), apart, person_id, key)]
    if len(found.rosters) > 1:
        first = {item.id: i for i, item in reversed(tuple(enumerate(found.some(order))))}
        order = order[sorted(first.values())]
    if len(order) > most:
        order = order[(np.arange(len(order)) < most) | (found.place[order] >= 0)]
    return found.some(order)


def _untied(found: Found, apart: NDArray[np.bool_], person_id: str, key: bytes) -> Ints:
    """Return the order of those who stand by rank, in which equals fall to the keyed hash."""
    levels = accumulate(apart.tolist(), initial=0)
    ties = [(level, tie_break(key, person_id, one.id)) for level, one in zip(levels, found, strict=True)]
    return np.array(sorted(range(len(ties)), key=ties.__getitem__))
