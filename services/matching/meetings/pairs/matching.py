"""Pairs out of many people, the weight of all as great as can be: each brings their best few partners.

A matching of greatest weight (Galil 1986, as in rustworkx) of all pairs takes too long for thousands; who
stays without a partner by the pairs looked at brings more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import rustworkx
from numpy.typing import NDArray

from services.matching.meetings.worth import Pair
from services.matching.recommend.arrays import Floats, Ints

WHOLE = 150
"""People up to whom all pairs are looked at."""
BEST = 16
"""Partners whom each of more people brings."""
_TRIES = 6
Flags: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What a pair weighs: its entry of `pairs`, where that is no 0, and what having each of the two in does.

    `price` is of each person's time: what partners are worth beyond theirs tells whom one brings.
    """

    pairs: Ints
    people: Sequence[int]
    price: Floats


def heaviest(weights: Weights, *, everybody: bool) -> list[Pair]:
    """Return disjoint pairs; with `everybody`, as many as there can be, else those of positive weight."""
    allowed = weights.pairs != 0
    beyond = weights.pairs - weights.price[None, :]
    considered = np.triu(allowed) if len(allowed) <= WHOLE else _best(beyond, allowed)
    pairs = _matching(weights, considered, everybody=everybody)
    for _ in range(_TRIES if everybody else 0):
        more = _more(beyond, allowed, considered, _alone(pairs, allowed))
        if not more.any():
            break
        considered |= more
        pairs = _matching(weights, considered, everybody=everybody)
    return pairs


def _matching(weights: Weights, considered: Flags, *, everybody: bool) -> list[Pair]:
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(considered)))
    one, other = (ends.tolist() for ends in np.nonzero(considered))
    own, people = weights.pairs[considered].tolist(), weights.people
    weighed = [value + people[i] + people[j] for i, j, value in zip(one, other, own, strict=True)]
    graph.add_edges_from(list(zip(one, other, weighed, strict=True)))
    found = rustworkx.max_weight_matching(graph, max_cardinality=everybody, weight_fn=int)
    return sorted((min(two), max(two)) for two in found)


def _best(beyond: Floats, allowed: Flags) -> Flags:
    """Return the pairs, each once, that are among the `BEST` of either."""
    rated = np.where(allowed, beyond, -np.inf)
    most = min(BEST, len(rated) - 1)
    kept = allowed & (rated >= np.partition(rated, -most, axis=1)[:, [-most]])
    return np.triu(kept | kept.T)


def _alone(pairs: Iterable[Pair], allowed: Flags) -> Ints:
    alone: Flags = np.any(allowed, axis=1)
    alone[[one for two in pairs for one in two]] = False
    return np.flatnonzero(alone)


def _more(beyond: Floats, allowed: Flags, considered: Flags, alone: Ints) -> Flags:
    """Return pairs not looked at yet of people left alone: with one another, else with anybody."""
    more = np.zeros_like(considered)
    left, theirs = allowed & ~(considered | considered.T), np.ix_(alone, alone)
    if len(alone) > 1 and left[theirs].any():
        more[theirs] = _best(beyond[theirs], left[theirs])
    elif len(alone) > 1:
        more[alone] = left[alone]
        more = np.triu(more | more.T)
    return more
