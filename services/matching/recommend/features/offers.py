"""Needs and offers ON(u→v): what v can do for u, and the reverse."""

from collections.abc import Sequence

import numpy as np

from services.matching.recommend.arrays import Block, Ints, TwoWay
from services.matching.recommend.features.ask_index import STEPS, AskIndex, Met
from services.matching.recommend.parameters import AskNumbers


def value(positions: Ints, people: int, asks: AskIndex, numbers: AskNumbers) -> TwoWay:
    """Return ON both ways between the people at `positions` and everyone; each in [0, 1].

    ON(u→v) = 1 - product over the needs n of u of (1 - urgency(n) * best fit among what v offers).
    """
    if len(positions) == 1:
        return _value_of_one(asks.of_owner.get(positions.item(), ()), people, asks, numbers)
    mine, askers = _owned(positions, asks)
    best = np.zeros((len(mine), people), dtype=np.float32)
    unmet_mine, unmet_theirs = np.ones((2, len(positions), people), dtype=np.float32)
    to_me, to_them = _sides_met(asks.sides[mine], asks.run_sides, asks)
    either = to_me + to_them > 0
    for i in np.flatnonzero(either.any(axis=0)).tolist():
        run, owners, rows = asks.runs[i], asks.owners[asks.runs[i]], np.flatnonzero(either[:, i])
        met: dict[int, Block] = {}
        shares = rows.tolist(), to_me[rows, i].tolist(), to_them[rows, i].tolist()
        for row, mine_met, theirs_met, fit in zip(*shares, fits(mine[rows], run, asks, numbers), strict=True):
            if mine_met:
                _join(np.maximum, best[row], owners, mine_met * fit)
            if theirs_met:
                met[askers.item(row)] = np.maximum(met.get(askers.item(row), 0), theirs_met * fit)
        for asker, fit in met.items():
            _join(np.multiply, unmet_theirs[asker], owners, 1 - asks.urgency[run] * fit)
    urgency = asks.urgency[mine].tolist()
    for asker, how_urgent, fit in zip(askers.tolist(), urgency, best, strict=True):
        unmet_mine[asker] *= 1 - how_urgent * fit if how_urgent else 1
    return TwoWay(1 - unmet_mine, 1 - unmet_theirs)


def _value_of_one(mine: Sequence[int], people: int, asks: AskIndex, numbers: AskNumbers) -> TwoWay:
    """Return ON both ways between the owner of some asks and everyone; shape (1, people).

    All runs that an ask meets are gone through as one, which for one person takes less time.
    """
    unmet_mine, unmet_theirs = np.ones((2, 1, people), dtype=np.float32)
    answered = np.zeros(len(asks.owners), dtype=np.float32)
    for ask in mine:
        met = asks.met_from(asks.sides.item(ask))
        fit = fits_of_one(ask, met, asks, numbers)
        if urgency := asks.urgency.item(ask):
            best = np.zeros(people, dtype=np.float32)
            np.maximum.at(best, met.owners, met.to_me * fit)
            unmet_mine *= 1 - urgency * best
        answered[met.rows] = np.maximum(answered[met.rows], met.to_them * fit)
    theirs = np.flatnonzero(answered > 0)
    np.multiply.at(unmet_theirs[0], asks.owners[theirs], 1 - asks.urgency[theirs] * answered[theirs])
    return TwoWay(1 - unmet_mine, 1 - unmet_theirs)


def _owned(positions: Ints, asks: AskIndex) -> tuple[Ints, Ints]:
    """Return the asks of some people, and whose each is: its place among `positions`, in their order."""
    owned = [(ask, i) for i, one in enumerate(positions.tolist()) for ask in asks.of_owner.get(one, ())]
    found, whose = np.array(owned, dtype=np.int64).reshape(len(owned), 2).T
    return found, whose


def _sides_met(mine: Ints, theirs: Ints, asks: AskIndex) -> tuple[Block, Block]:
    """Return how far asks of some sides meet needs of others, and the reverse; shape (mine, theirs)."""
    return asks.met[mine[:, None], theirs], asks.met[theirs, mine[:, None]]


def _join(how: np.ufunc, held: Block, places: Ints, new: Block) -> None:
    """Join what is new into some places of a row; of many rows at once it takes four times as long."""
    held[places] = how(held[places], new)


def value_with(position: int, others: Ints, asks: AskIndex, numbers: AskNumbers) -> TwoWay:
    """Return ON both ways between the person at `position` and some others; shape (1, others)."""
    mine = np.array(asks.of_owner.get(position, ()), dtype=np.int64)
    theirs, whose = _owned(others, asks)
    unmet = np.ones((2, len(others)), dtype=np.float32)
    if len(mine) and len(theirs):
        for_me, for_them = met_between(mine, theirs, asks, numbers)
        first = np.flatnonzero(np.concatenate([[True], whose[1:] != whose[:-1]]))
        best = np.maximum.reduceat(for_me, first, axis=1)
        unmet[0, whose[first]] = np.prod(1 - asks.urgency[mine, None] * best, axis=0)
        left = 1 - asks.urgency[theirs] * for_them.max(axis=0)
        unmet[1, whose[first]] = np.multiply.reduceat(left, first)
    return TwoWay(1 - unmet[:1], 1 - unmet[1:])


def met_between(mine: Ints, theirs: Ints, asks: AskIndex, numbers: AskNumbers) -> tuple[Block, Block]:
    """Return how far `theirs` meet needs among `mine`, and `mine` needs among `theirs`; (mine, theirs)."""
    alike = fits(mine, theirs, asks, numbers)
    to_me, to_them = _sides_met(asks.sides[mine], asks.sides[theirs], asks)
    return alike * to_me, alike * to_them


def fits_of_one(ask: int, met: Met, asks: AskIndex, numbers: AskNumbers) -> Block:
    """Return `fits` of an ask with all that it meets."""
    vector = asks.vectors[ask]
    found = np.concatenate([*(asks.vectors[run] @ vector for run in met.runs), np.zeros(0, np.float32)])
    found += 1
    found *= STEPS
    steps = np.rint(found, out=found).astype(np.intp)
    steps += met.start
    asks.rank.take(steps, out=found, mode="clip")
    either = asks.alike[asks.topics[:, ask]].max(axis=0)
    alike = either.take(met.topics[0])
    np.maximum(alike, either.take(met.topics[1]), out=alike)
    np.multiply(found, np.float32(numbers.off_topic), out=found, where=alike == 0)
    np.maximum(found, alike, out=found)
    found *= met.firm
    found *= asks.firm[ask]
    return found


def fits(rows: Ints, run: slice | Ints, asks: AskIndex, numbers: AskNumbers) -> Block:
    """Return max(likeness of topics, rho * sharpened rank of the texts), times how firm both asks are.

    Texts off the topic count less.
    """
    found = np.ascontiguousarray(
        (asks.vectors[run] @ asks.vectors[rows].T).T
    )  # in half the time of rows @ run
    found += 1  # from cosines to what they are worth, in one place
    found *= STEPS
    steps = np.rint(found, out=found).astype(np.intp)
    steps += np.maximum(asks.start[rows, None], asks.start[run])
    asks.rank.take(steps, out=found, mode="clip")
    either = asks.alike[asks.topics[:, rows]].max(axis=0)
    one, other = asks.topics[:, run]
    alike = either.take(one, axis=1)
    np.maximum(alike, either.take(other, axis=1), out=alike)
    np.multiply(found, np.float32(numbers.off_topic), out=found, where=alike == 0)
    np.maximum(found, alike, out=found)
    found *= asks.firm[run]
    found *= asks.firm[rows, None]
    return found
