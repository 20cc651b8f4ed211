"""Needs and offers ON(u→v): what v can do for u, and the reverse."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from services.matching.recommend.arrays import Block, Ints, TwoWay
from services.matching.recommend.features.ask import KINDS
from services.matching.recommend.features.ask_index import STEPS, AskIndex
from services.matching.recommend.parameters import AskNumbers, Table


def value(positions: Ints, people: int, asks: AskIndex, numbers: AskNumbers) -> TwoWay:
    """Return ON both ways between the people at `positions` and everyone; each in [0, 1].

    ON(u→v) = 1 - product over the needs n of u of (1 - urgency(n) * best fit among what v offers).
    """
    unmet_mine, unmet_theirs = np.ones((2, len(positions), people), dtype=np.float32)
    best_for_theirs = np.zeros((len(positions), len(asks.asks)), dtype=np.float32)
    met: dict[int, slice] = {}
    for rows, askers in _by_side(positions, asks):
        if asks.needs[rows[0]]:
            best = np.zeros((len(rows), people), dtype=np.float32)
            for run, found in answers(rows, asks, numbers):
                _join(np.maximum, best, asks.owners[run], found)
            for row, asker, fit in zip(rows, askers, best, strict=True):
                unmet_mine[asker] *= 1 - asks.urgency[row] * fit
        for run, found in answered(rows, asks, numbers):
            met[run.start] = run
            for asker, fit in zip(askers, found, strict=True):
                best_for_theirs[asker, run] = np.maximum(best_for_theirs[asker, run], fit)
    for run in met.values():
        left = 1 - asks.urgency[run] * best_for_theirs[:, run]
        _join(np.multiply, unmet_theirs, asks.owners[run], left)
    return TwoWay(1 - unmet_mine, 1 - unmet_theirs)


def _join(how: np.ufunc, held: Block, owners: Ints, new: Block) -> None:
    """Join what is new into the columns of the owners, row by row: a quarter of the time of all at once."""
    for one, other in zip(held, new, strict=True):
        one[owners] = how(one[owners], other)


def value_with(position: int, others: Ints, asks: AskIndex, numbers: AskNumbers) -> TwoWay:
    """Return ON both ways between the person at `position` and some others; shape (1, others)."""
    mine = np.array(asks.of_owner.get(position, ()), dtype=np.int64)
    owned = [(ask, i) for i, one in enumerate(others.tolist()) for ask in asks.of_owner.get(one, ())]
    unmet = np.ones((2, len(others)), dtype=np.float32)
    if len(mine) and owned:
        theirs, whose = np.array(owned).T
        for_me, for_them = met_between(mine, theirs, asks, numbers)
        first = np.flatnonzero(np.diff(whose, prepend=-1))
        best = np.maximum.reduceat(for_me, first, axis=1)
        unmet[0, whose[first]] = np.prod(1 - asks.urgency[mine, None] * best, axis=0)
        left = 1 - asks.urgency[theirs] * for_them.max(axis=0)
        unmet[1, whose[first]] = np.multiply.reduceat(left, first)
    return TwoWay(1 - unmet[:1], 1 - unmet[1:])


def met_between(mine: Ints, theirs: Ints, asks: AskIndex, numbers: AskNumbers) -> tuple[Block, Block]:
    """Return how far `theirs` meet needs among `mine`, and `mine` needs among `theirs`; (mine, theirs)."""
    alike = fits(mine, theirs, asks, numbers)
    my_side, their_side = asks.sides[mine, None], asks.sides[theirs]
    return alike * asks.met[my_side, their_side], alike * asks.met[their_side, my_side]


def _by_side(positions: Ints, asks: AskIndex) -> Iterator[tuple[Ints, Sequence[int]]]:
    """Yield the asks of those who ask, of one side and kind at a time, each with whose it is."""
    found: dict[tuple[bool, int], list[tuple[int, int]]] = defaultdict(list)
    for asker, position in enumerate(positions.tolist()):
        for ask in asks.of_owner.get(position, ()):
            found[asks.asks[ask].side].append((ask, asker))
    for pairs in found.values():
        yield np.array([ask for ask, _ in pairs]), [asker for _, asker in pairs]


def answers(rows: Ints, asks: AskIndex, numbers: AskNumbers) -> Iterator[tuple[slice, Block]]:
    """Yield every run of asks that answer needs of one kind, and how well; shape (rows, run), in [0, 1]."""
    kind = _KINDS[asks.kinds[rows[0]]]
    for is_need, table, share in _tables(numbers):
        for answer, weight in table.get(kind, {}).items():
            for run in asks.runs.get((is_need, KINDS[answer]), ()):
                yield run, share * weight * fits(rows, run, asks, numbers)


def answered(rows: Ints, asks: AskIndex, numbers: AskNumbers) -> Iterator[tuple[slice, Block]]:
    """Yield every run of needs that asks of one side and kind answer, and how well; shape (rows, run)."""
    side = asks.asks[rows[0]].side
    for is_need, table, share in _tables(numbers):
        for need, kinds in table.items() if is_need == side[0] else ():
            weight = kinds.get(_KINDS[side[1]], 0.0)
            for run in asks.runs.get((True, KINDS[need]), ()) if weight else ():
                yield run, share * weight * fits(rows, run, asks, numbers)


_KINDS = tuple(KINDS)


def _tables(numbers: AskNumbers) -> tuple[tuple[bool, Table, float], ...]:
    """Return what a need is met by: offers; and, at a discount, needs of others."""
    return (False, numbers.met_by, 1.0), (True, numbers.met_by_need, numbers.implied)


def fits(rows: Ints, run: slice | Ints, asks: AskIndex, numbers: AskNumbers) -> Block:
    """Return max(likeness of topics, rho * sharpened rank of the texts), times how firm both asks are.

    Texts off the topic count less.
    """
    cosines = asks.vectors[rows] @ asks.vectors[run].T
    steps = np.rint((cosines + 1) * STEPS).astype(np.int32)
    text = asks.rank.take(steps + np.maximum(asks.start[rows, None], asks.start[run]), mode="clip")
    either = asks.alike[asks.topics[:, rows]].max(axis=0)
    one, other = asks.topics[:, run]
    alike = np.maximum(either.take(one, axis=1), either.take(other, axis=1))
    off_topic = np.where(alike == 0, np.float32(numbers.off_topic), np.float32(1))
    found: Block = np.maximum(off_topic * text, alike) * asks.firm[run]
    return found * asks.firm[rows, None]
