"""Attention is scarce: lists in which nobody is in too many, and nobody in none.

Two ways, of one shape: the best edges in, whom each list holds out. `capped` is the rule; `transferable`
where evenness comes first. Askers and people are numbered; a row of the result holds at most `listed`
people, the best first, and -1 where there are fewer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from services.matching.recommend.arrays import Floats, Ints
from services.matching.recommend.parameters import AttentionNumbers


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Who may be shown to whom: every edge once, with the mutual chance in (0, 1]; all of one length."""

    asker: Ints
    person: Ints
    chance: Floats
    askers: int
    people: int


def capped(edges: Edges, numbers: AttentionNumbers) -> Ints:
    """Give out places by chance, the highest first, to nobody more than a share of the average allows.

    The cap holds for lists and for the requests to be expected from them (head-counts alone let those of high
    chances drown). It gives way where the list has nobody near: who is worth `dearest` more, in logarithms
    of the chance, than the one twice down the list. Then everyone in fewer than `least_lists` takes the
    places that cost least.
    """
    best = _best_first(edges)
    lists, counts = _greedy(best, numbers)
    _floor(best, lists, counts, numbers)
    return _rows(lists, numbers.listed)


Held = list[tuple[int, float]]
"""A list while it is filled: people with their chances, the best first."""


def _best_first(edges: Edges) -> Edges:
    order = np.argsort(-edges.chance, kind="stable")
    return replace(edges, asker=edges.asker[order], person=edges.person[order], chance=edges.chance[order])


def _greedy(edges: Edges, numbers: AttentionNumbers) -> tuple[list[Held], list[int]]:
    asker, person, chance = (it.tolist() for it in (edges.asker, edges.person, edges.chance))
    last, next_best = _at_ranks(edges, (numbers.listed - 1, 2 * numbers.listed))
    dear = (next_best * np.exp(numbers.dearest)).tolist()
    most = max(1, int(numbers.most_share * edges.askers * numbers.listed / edges.people))
    wanted = edges.chance[edges.chance >= last[edges.asker]].sum()  # the chances of lists by chance alone
    demanded = numbers.most_share * float(wanted) / edges.people
    lists: list[Held] = [[] for _ in range(edges.askers)]
    counts, demand, left = [0] * edges.people, [0.0] * edges.people, edges.askers
    for one, other, worth in zip(asker, person, chance, strict=True):
        held = lists[one]
        taken = counts[other] >= most or demand[other] >= demanded
        if len(held) == numbers.listed or (taken and worth <= dear[one]):
            continue
        held.append((other, worth))
        counts[other] += 1
        demand[other] += worth
        left -= len(held) == numbers.listed
        if left == 0:
            break
    return lists, counts


def _at_ranks(edges: Edges, ranks: Sequence[int]) -> list[Floats]:
    """Return the chance at each rank, from 0, of each asker's edges; of the last where there are fewer."""
    order = np.argsort(edges.asker, kind="stable")
    sizes = np.bincount(edges.asker, minlength=edges.askers)
    first, some = np.cumsum(sizes) - sizes, sizes > 0
    found = [np.zeros(edges.askers) for _ in ranks]
    for chances, rank in zip(found, ranks, strict=True):
        chances[some] = edges.chance[order[(first + np.minimum(rank, sizes - 1))[some]]]
    return found


def _floor(edges: Edges, lists: list[Held], counts: list[int], numbers: AttentionNumbers) -> None:
    """Put everyone who is in too few lists into those where it costs least, in the place of their least."""
    least = min(numbers.least_lists, max(1, edges.askers * numbers.listed // edges.people))
    order = np.argsort(edges.person, kind="stable")
    askers, chances = edges.asker[order], edges.chance[order]
    starts = np.searchsorted(edges.person[order], np.arange(edges.people + 1))
    for person in [i for i, count in enumerate(counts) for _ in range(least - count)]:
        there = slice(starts[person], min(starts[person + 1], starts[person] + numbers.tried))
        costs = [
            (lists[one][spare][1] / chance, one, spare, chance)
            for one, chance in zip(askers[there].tolist(), chances[there].tolist(), strict=True)
            if (spare := _spare(lists[one], counts, least)) is not None
            and all(other != person for other, _ in lists[one])
        ]
        if costs:
            _, one, spare, chance = min(costs)
            counts[lists[one][spare][0]] -= 1
            lists[one][spare] = (person, chance)
            counts[person] += 1


def _spare(held: Held, counts: list[int], least: int) -> int | None:
    """Return the place of the last of a list who is in enough other lists."""
    return next((i for i in reversed(range(len(held))) if counts[held[i][0]] > least), None)


def transferable(edges: Edges, numbers: AttentionNumbers) -> Ints:
    """Rank by the matches of a market with transferable utility, where popular people have their price.

    mu = x_u A_uv y_v with A = exp(chance / 2 beta), beta in spreads of the chances; x and y are such that
    each asker's places and each person's share of them are used up (Choo and Siow 2006; Tomita and others
    2022), by damped fixed-point steps.
    """
    scaled = edges.chance / (2 * numbers.beta * max(float(edges.chance.std()), 1e-9))
    pull = np.exp(scaled - scaled.max(initial=0.0))
    pull *= _EAGER * numbers.listed * edges.askers / pull.sum()
    given, taken = float(numbers.listed), numbers.listed * edges.askers / edges.people
    x: Floats = np.ones(edges.askers)
    y: Floats = np.ones(edges.people)
    for _ in range(numbers.rounds):
        x = _step(x, _sums(edges.asker, pull * y[edges.person], edges.askers), given)
        y = _step(y, _sums(edges.person, pull * x[edges.asker], edges.people), taken)
    worth = x[edges.asker] * pull * y[edges.person]
    order = np.lexsort((-worth, edges.asker))
    lists: list[Held] = [[] for _ in range(edges.askers)]
    for one, other in zip(edges.asker[order].tolist(), edges.person[order].tolist(), strict=True):
        if len(lists[one]) < numbers.listed:
            lists[one].append((other, 1.0))
    return _rows(lists, numbers.listed)


_EAGER = 1000.0
"""So many times the places there are would be taken at no price: staying out of the market is rare."""


def _sums(places: Ints, weights: Floats, many: int) -> Floats:
    return np.asarray(np.bincount(places, weights, many), dtype=np.float64)


def _step(held: Floats, sums: Floats, budget: float) -> Floats:
    """Return the root of x² + sums x = budget, half-way from where it was, in logarithms."""
    found: Floats = np.sqrt(held * (np.sqrt(sums * sums + 4 * budget) - sums) / 2)
    return found


def _rows(lists: list[Held], listed: int) -> Ints:
    rows: NDArray[np.int64] = np.full((len(lists), listed), -1, dtype=np.int64)
    for row, held in zip(rows, lists, strict=True):
        row[: len(held)] = [other for other, _ in held]
    return rows


ALLOCATIONS: Mapping[str, Callable[[Edges, AttentionNumbers], Ints]] = {
    "capped": capped,
    "transferable": transferable,
}
