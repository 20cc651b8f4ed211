"""Attention is scarce: lists in which nobody is in too many, and nobody in none.

Each list is filled as it is served, and who is in too many refuses those that suit them least (deferred
acceptance: Gale and Shapley 1962; with lists chosen as a whole, Roth 1984), until nobody is in too many. So
the lists at the end are those that everyone would choose of whom did not refuse them, wherever their dials
stand. Lists are given out by their first places, then the next: however far one reads, attention is shared.
"""

from dataclasses import dataclass

import numpy as np

from services.matching.recommend.allocate.floor import Given, least_lists, put_in
from services.matching.recommend.allocate.near import Near
from services.matching.recommend.arrays import Block, Floats, Ints
from services.matching.recommend.diversify.diversify import Codes, Flags, Pools, fill, halves
from services.matching.recommend.parameters import AttentionNumbers, ListNumbers


@dataclass(frozen=True, slots=True, eq=False)
class Limit:
    """How many lists, and what sum of their chances, one person gets.

    Who has the higher `claim` is refused last, and where `spared` never.
    """

    lists: int
    demand: float
    claim: Block
    spared: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Whom each list holds, in the order of its places (-1: nobody), and the chances that are their worth."""

    lists: Ints
    worth: Block


def allot(near: Near, pools: Pools, facets: Ints, numbers: AttentionNumbers, how: ListNumbers) -> Placed:
    """Return whom each list holds.

    `pools` are of the people of `near`; `facets` the codes of everyone, by which a list is varied.
    """
    lists = np.full((len(near.people), numbers.listed[-1]), -1, dtype=np.int64)
    worth, codes = np.zeros(lists.shape, dtype=np.float32), halves(facets).T
    for first, last in zip((0, *numbers.listed), numbers.listed, strict=False):
        stage = _stage(near, lists[:, :first], worth[:, :first], _limit(near, last, numbers))
        before = np.where(lists[:, :first] >= 0, codes[:, lists[:, :first]], np.int32(-1))
        picks = _settled(stage, pools, before, range(first, last), how)
        some = picks >= 0
        lists[:, first:last] = np.where(some, np.take_along_axis(near.people, picks, axis=1), -1)
        worth[:, first:last] = np.where(some, np.take_along_axis(near.chance, picks, axis=1), 0)
        least = least_lists(len(lists), last, near.many, numbers)
        put_in(near, Given(lists[:, :last], worth[:, :last], first, how.places - 2), least, numbers)
    return Placed(lists, worth)


def most_lists(asking: int, places: int, many: int, numbers: AttentionNumbers) -> int:
    """Return among the first places of how many lists one of so many people is at most."""
    return max(1, int(numbers.most_share * asking * places / many))


def _limit(near: Near, places: int, numbers: AttentionNumbers) -> Limit:
    """Return the limit over the first places of lists: a share of what an average person gets.

    A claim is how many times more somebody is worth to a list than the one in its middle. The limit gives
    way where a list has nobody near: who is worth `dearest` more, in logarithms of the chance, than the one
    twice down the list.
    """
    lists = most_lists(len(near.people), places, near.many, numbers)
    demand = numbers.most_share * float(near.chance[:, :places].sum()) / near.many
    claim: Block = np.divide(near.rank, _at(near.rank, places // 2) + _LEAST, dtype=np.float32)
    spared = near.chance > _at(near.chance, 2 * places) * np.float32(np.exp(numbers.dearest))
    return Limit(lists, demand, claim, spared)


_LEAST = np.float32(1e-30)


def _at(values: Block, rank: int) -> Block:
    """Return the value at a rank of each row, from 0; the last above nothing where there are fewer."""
    last = np.minimum(rank, np.maximum((values > 0).sum(axis=1) - 1, 0))
    return np.take_along_axis(values, last[:, None], axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class _Stage:
    """Where places are given out: who is `open` to whom, in how many lists each is, with what chances."""

    near: Near
    limit: Limit
    open: Flags
    counts: Ints
    demand: Floats


def _stage(near: Near, lists: Ints, worth: Block, limit: Limit) -> _Stage:
    left, held = near.chance > 0, lists >= 0
    for i in range(lists.shape[1]):
        left &= near.people != lists[:, [i]]
    counts = np.bincount(lists[held], minlength=near.many)
    demand = np.bincount(lists[held], worth[held], near.many).astype(np.float64)
    return _Stage(near, limit, left, counts, demand)


def _settled(stage: _Stage, pools: Pools, before: Codes, places: range, how: ListNumbers) -> Ints:
    """Return the picks of each list once nobody refuses any; who refuses one refuses all of less claim."""
    near, limit = stage.near, stage.limit
    picks = np.full((len(near.people), len(places)), -1, dtype=np.int64)
    rows = np.arange(len(near.people))
    while len(rows):
        for some in np.array_split(rows, len(rows) // _AT_ONCE + 1):
            back = np.where(stage.open[some], np.float32(0), -np.float32(np.inf))
            picks[some] = fill(pools.some(some), back, before[:, some], places, how)
        refused, least = _refused(stage, picks)
        rows = np.flatnonzero(refused.any(axis=1))
        stage.open[np.nonzero(refused)[0], picks[refused]] = False
        stage.open[rows] &= limit.spared[rows] | (limit.claim[rows] >= least[near.people[rows]])
    return picks


_AT_ONCE = 512
"""Lists filled at once: what that takes stays within some ten megabytes."""


def _refused(stage: _Stage, picks: Ints) -> tuple[Flags, Block]:
    """Tell which picks are refused, and below what claim each person refuses all."""
    near, limit = stage.near, stage.limit
    rows, columns = np.nonzero(picks >= 0)
    at = picks[rows, columns]
    order = np.lexsort((-limit.claim[rows, at], near.people[rows, at]))
    rows, columns, at = rows[order], columns[order], at[order]
    person, chance = near.people[rows, at], near.chance[rows, at].astype(np.float64)
    start, total = np.searchsorted(person, person), np.concatenate([[0.0], np.cumsum(chance)])
    full = stage.counts[person] + np.arange(len(person)) - start >= limit.lists
    full |= stage.demand[person] + total[:-1] - total[start] >= limit.demand
    full &= ~limit.spared[rows, at]
    refused = np.zeros(picks.shape, dtype=np.bool_)
    refused[rows[full], columns[full]] = True
    least = np.zeros(near.many, dtype=np.float32)
    np.maximum.at(least, person[full], limit.claim[rows, at][full])
    return refused, least
