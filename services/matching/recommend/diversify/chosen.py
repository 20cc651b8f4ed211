"""Which of the candidates a list holds, and in what order."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from services.matching.recommend.arrays import Ints
from services.matching.recommend.asked import Asked
from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.diversify.diversify import APART, Place, Pools, fill, kinds_of
from services.matching.recommend.diversify.pools import Candidates, Draw, Reader, pools_of
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.population.ties import weak_ties
from services.matching.recommend.score.found import Candidate, Found


def chosen(
    one: Asked, pool: Found, most: int, draw: Draw, parameters: Parameters
) -> list[tuple[Candidate, Place]]:
    """Return at most so many candidates of a list, the best first, each with why it stands where it does.

    Whom the list was allotted comes first, as far as the dial stands where it did then.
    """
    if not len(pool):
        return []
    numbers, novelty = parameters.list, one.novelty(parameters.list.novelty)
    there = _pool(one, pool, novelty, draw, parameters)
    groups = _groups(pool, novelty, parameters.attention.listed)
    order = in_groups(there, groups, min(most, len(pool)), parameters)
    kinds = kinds_of(float(there.share[0]), len(pool), numbers)
    shown = enumerate(pool.some(np.array(order, dtype=np.int64)))
    return [(item, kinds.get(i, "ranked")) for i, item in shown]


def _groups(pool: Found, novelty: float, listed: Sequence[int]) -> Ints:
    """Return how early each comes: first who was allotted a place among the first, then the next."""
    same = np.array([dial is not None and abs(dial - novelty) < _SAME for dial in pool.dials])
    places = np.where(pool.place >= 0, pool.place, listed[-1])
    found: Ints = np.searchsorted(listed, places, side="right") * same[pool.whose]
    return found


_SAME = 1e-6
"""Of a dial: it is kept in single precision."""


def in_groups(pool: Pools, groups: Ints, limit: int, parameters: Parameters) -> list[int]:
    """Return the positions in a pool of one list, in order: nobody before those of an earlier group."""
    back, nobody = (-APART * groups[None]).astype(np.float32), pool.codes[:, :, :0]
    found: list[int] = fill(pool, back, nobody, range(limit), parameters.list)[0].tolist()
    return found


def _pool(one: Asked, pool: Found, novelty: float, draw: Draw, parameters: Parameters) -> Pools:
    me, home = one.person.id, pool.rosters[pool.whose[0]]
    known = [home.position[other] for other in one.history.known if other in home.position]
    reader = Reader(me, home.facets[home.position[me]], home.facets[known], novelty)
    parts = [(here, _told(me, roster, at, draw)) for roster, here, at in pool.by_roster()]
    found = parts[0][1] if len(parts) == 1 else _joined(parts, len(pool))
    ranks = pool.rank[None].astype(np.float32)
    return pools_of([reader], Candidates(ranks, *(values[None] for values in found)), parameters.list)


_Told: TypeAlias = "tuple[np.ndarray, ...]"
"""Codes, quality, ties and luck of some people, a row each: as `Candidates` has them."""


def _told(me: str, roster: Roster, others: Ints, draw: Draw) -> _Told:
    luck, ties = draw.of(me, roster.lots, others), np.zeros(len(others), np.float32)
    if roster.ties.nnz:
        ties = weak_ties(roster.ties, roster.position[me], others).astype(np.float32)
    return roster.facets[others], roster.quality[others], ties, luck


def _joined(parts: Sequence[tuple[Ints, _Told]], many: int) -> _Told:
    """Put what was found in several rosters in its places."""
    whole = tuple(np.empty((many, *values.shape[1:]), values.dtype) for values in parts[0][1])
    for here, found in parts:
        for to, values in zip(whole, found, strict=True):
            to[here] = values
    return whole
