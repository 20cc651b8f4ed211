"""From ranks to lists: likeness yields to variety, and two places are kept for finding out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from services.matching.recommend.arrays import Block, Ints
from services.matching.recommend.parameters import ListNumbers

Place = Literal["ranked", "bridge", "explored"]
"""Why somebody has their place in a list: by rank, as a bridge to other people, or to find out."""

Flags = NDArray[np.bool_]
Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Pools:
    """The best candidates of each who asks, a row each, the best first; rank 0 where a row has no more.

    `filled` and `codes` have a first axis for the dimensions of gaps: how each fills a gap, and is unlike
    whom. `ties` in [0, 1] are weak ties to each; `doubt` in [0, 1] how little is known of them, `luck` in
    [0, 1] a draw that is the same for a reader, a candidate and a week. `share` in [0, 1] is the weight of
    variety, one a row.
    """

    ranks: Block
    filled: Block
    codes: Codes
    ties: Block
    doubt: Block
    luck: Block
    share: Block

    def some(self, rows: Ints) -> "Pools":
        """Return the pools of some who ask."""
        own = (getattr(self, it.name) for it in fields(self))
        return Pools(*(values[:, rows] if values.ndim == _CUBE else values[rows] for values in own))


_CUBE = 3


def by_rank(ranks: Block) -> Pools:
    """Return pools of whose people nothing but their rank is known."""
    none = np.zeros_like(ranks)
    blank = none[None]
    share = np.zeros(len(ranks), dtype=np.float32)
    return Pools(ranks, blank, blank.astype(np.int32), ties=none, doubt=none, luck=none, share=share)


def halves(codes: Ints) -> Codes:
    """Return the lower half of codes, which tells values apart as well and is compared in half the time."""
    return codes.astype(np.int32)


def share_of(novelty: float, numbers: ListNumbers) -> float:
    """Return the weight of variety for a dial in [0, 1]."""
    return numbers.most_novelty * novelty


def kinds_of(share: float, pooled: int, numbers: ListNumbers) -> Mapping[int, Place]:
    """Return which places, counted from 0, do not go by rank: none without variety, or among few."""
    if share == 0 or pooled <= numbers.places:
        return {}
    return {numbers.places - 2: "bridge", numbers.places - 1: "explored"}


def fill(pools: Pools, back: Block, before: Codes, places: Sequence[int], numbers: ListNumbers) -> Ints:
    """Return for each list, place by place, the position in its pool of whom is chosen; -1 where nobody is.

    `back` is how far each is held back: 0, `-APART` and more for who comes after all others, or minus
    infinity. `before` are the codes of who stands in the list already, of shape (dimensions, lists, people).
    A place by rank goes by xQuAD (Santos, Macdonald and Ounis 2010) over facets, weighed by one's own gaps:

    next = argmax (1 - share) * worth + share * mean of the gaps that it fills and no one before it did.
    Worth falls evenly with the place in the pool, by 1 over a whole one, so that the dial moves evenly; and
    as far as the rank, where that falls faster: variety is not worth the one meeting that all speaks for.
    """
    rows, many = pools.ranks.shape
    there = pools.ranks > 0
    back = np.where(there, back, -np.float32(np.inf))
    up: Block = np.subtract(1, np.arange(many) / numbers.pool, dtype=np.float32)
    held = np.minimum(up, _even(pools.ranks))
    worth = np.asarray((1 - pools.share)[:, None] * held + back, dtype=np.float32)
    gaps = np.multiply(pools.filled, (pools.share / len(pools.codes))[:, None], dtype=np.float32)
    for i in range(before.shape[2]):
        gaps *= pools.codes != before[:, :, [i]]
    varied = (pools.share > 0) & (np.add.reduce(there, axis=1) > numbers.places)
    left, start = np.add.reduce(worth > -np.inf, axis=1), _Start(worth, back, gaps, varied)
    picks = (_picked_one if rows == 1 else _picked)(pools, start, places, numbers)
    picks[np.arange(len(places)) >= left[:, None]] = -1
    return picks


class _Start(NamedTuple):
    """What speaks for each before the first place is filled; changed in place by filling them."""

    worth: Block
    back: Block
    gaps: Block
    varied: Flags


def _picked(pools: Pools, start: _Start, places: Sequence[int], numbers: ListNumbers) -> Ints:
    """Fill the places of many lists at once."""
    worth, back, gaps, varied = start
    rows, picks = np.arange(len(worth)), np.empty((len(worth), len(places)), dtype=np.int64)
    for i, place in enumerate(places):
        score = worth + gaps.sum(axis=0)
        if place in {numbers.places - 2, numbers.places - 1}:
            score = np.where(varied[:, None], _finding_out(pools, place, numbers) + back, score)
        picks[:, i] = pick = score.argmax(axis=1)
        back[rows, pick] = worth[rows, pick] = -np.inf
        gaps *= pools.codes != pools.codes[:, rows, pick][:, :, None]
    return picks


def _picked_one(pools: Pools, start: _Start, places: Sequence[int], numbers: ListNumbers) -> Ints:
    """Fill the places of one list as `_picked` does, in a third of the time: gaps stand above the worth."""
    (back,), codes = start.back, pools.codes[:, 0]
    speaks = np.vstack([start.gaps[:, 0], start.worth])
    unlike = np.ones((speaks.shape[1], *speaks.shape), dtype=np.float32)
    unlike[:, :-1] = codes.T[:, :, None] != codes
    last = {numbers.places - 2, numbers.places - 1} if start.varied[0] else set[int]()
    picks = []
    for place in places:
        out = place in last
        score = _finding_out(pools, place, numbers)[0] + back if out else np.add.reduce(speaks)
        picks.append(pick := int(score.argmax()))
        back[pick] = speaks[-1, pick] = -np.inf
        speaks *= unlike[pick]
    return np.array([picks], dtype=np.int64).reshape(1, len(places))


APART = np.float32(8)
"""More than any two may differ by what speaks for them."""


def _finding_out(pools: Pools, place: int, numbers: ListNumbers) -> Block:
    """Return what speaks for each as a bridge to other people, or as somebody of whom little is known."""
    even = _even(pools.ranks)
    if place == numbers.places - 2:
        return np.asarray(even * (np.add.reduce(pools.filled) / np.float32(len(pools.filled)) + pools.ties))
    return np.asarray(even * (1 + np.float32(numbers.curiosity) * pools.doubt * pools.luck))


def _even(ranks: Block) -> Block:
    """Return ranks as shares of the best of each list."""
    return np.divide(ranks, np.maximum(ranks[:, :1], np.float32(1e-12)), dtype=np.float32)
