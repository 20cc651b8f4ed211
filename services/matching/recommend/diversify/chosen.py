"""Which of the candidates a list holds, and in what order."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np

from services.matching.recommend.arrays import Ints
from services.matching.recommend.asked import Asked
from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.diversify.diversify import APART, Place, Pools, fill, kinds_of
from services.matching.recommend.diversify.pools import Candidates, Draw, Reader, pools_of
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.population.ties import weak_ties
from services.matching.recommend.score.best import Candidate, by_roster


def chosen(
    one: Asked, pool: Sequence[Candidate], most: int, draw: Draw, parameters: Parameters
) -> list[tuple[Candidate, Place]]:
    """Return at most so many candidates of a list, the best first, each with why it stands where it does.

    Whom the list was allotted comes first, as far as the dial stands where it did then.
    """
    if not pool:
        return []
    numbers, novelty = parameters.list, one.novelty(parameters.list.novelty)
    there = _pool(one, pool, novelty, draw, parameters)
    groups = _groups(pool, novelty, parameters.attention.listed)
    order = in_groups(there, groups, min(most, len(pool)), parameters)
    kinds = kinds_of(float(there.share[0]), len(pool), numbers)
    return [(pool[at], kinds.get(i, "ranked")) for i, at in enumerate(order)]


def _groups(pool: Sequence[Candidate], novelty: float, listed: Sequence[int]) -> Ints:
    """Return how early each comes: first who was allotted a place among the first, then the next."""
    found = np.zeros(len(pool), dtype=np.int64)
    for i, one in enumerate(pool):
        if one.dial is not None and abs(one.dial - novelty) < _SAME:
            found[i] = bisect_right(listed, one.place) if one.place >= 0 else len(listed)
    return found


_SAME = 1e-6
"""Of a dial: it is kept in single precision."""


def in_groups(pool: Pools, groups: Ints, limit: int, parameters: Parameters) -> list[int]:
    """Return the positions in a pool of one list, in order: nobody before those of an earlier group."""
    back, nobody = (-APART * groups[None]).astype(np.float32), pool.codes[:, :, :0]
    found: list[int] = fill(pool, back, nobody, range(limit), parameters.list)[0].tolist()
    return found


def _pool(one: Asked, pool: Sequence[Candidate], novelty: float, draw: Draw, parameters: Parameters) -> Pools:
    me, home = one.person.id, pool[0].roster
    known = [home.position[other] for other in one.history.known if other in home.position]
    reader = Reader(me, home.facets[home.position[me]], home.facets[known], novelty)
    parts = [(here, _found(me, roster, at, draw)) for roster, here, at in _by_roster(pool)]
    found = parts[0][1] if len(parts) == 1 else _joined(parts, len(pool))
    ranks = np.array([[item.rank for item in pool]], dtype=np.float32)
    return pools_of([reader], Candidates(ranks, *(values[None] for values in found)), parameters.list)


_Found: TypeAlias = "tuple[np.ndarray, ...]"
"""Codes, quality, ties and luck of some people, a row each: as `Candidates` has them."""


def _found(me: str, roster: Roster, others: Ints, draw: Draw) -> _Found:
    luck, ties = draw.of(me, roster.lots, others), np.zeros(len(others), np.float32)
    if roster.ties.nnz:
        ties = weak_ties(roster.ties, roster.position[me], others).astype(np.float32)
    return roster.facets[others], roster.quality[others], ties, luck


def _joined(parts: Sequence[tuple[Sequence[int], _Found]], many: int) -> _Found:
    """Put what was found in several rosters in its places."""
    whole = tuple(np.empty((many, *values.shape[1:]), values.dtype) for values in parts[0][1])
    for here, found in parts:
        for to, values in zip(whole, found, strict=True):
            to[here] = values
    return whole


def _by_roster(pool: Sequence[Candidate]) -> Iterator[tuple[Roster, Sequence[int], Ints]]:
    """Yield each roster with the places in the pool of its people, and their positions there."""
    for roster, its in by_roster(pool):
        here = range(len(pool)) if its is pool else [i for i, one in enumerate(pool) if one.roster is roster]
        yield roster, here, np.array([one.position for one in its])
