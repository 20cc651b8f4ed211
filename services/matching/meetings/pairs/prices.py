"""What a meeting with somebody costs others who would like one, and so the most that any plan is worth."""

from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from services.matching.recommend.arrays import Block, Floats, Ints

_STEPS = 20
_NEVER = np.float32(-1e9)


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """Prices of each person's time, in the unit of worths; `bound`: no plan is worth more."""

    people: Floats
    bound: float


def prices(worth: Ints, each: Ints, places: int) -> Prices:
    """Return prices at which all would like to meet as many as `each` says, and together `places` pairs.

    They are prices of the dual of the fractional b-matching, found by damped steps of each coordinate to its
    best: a person's is what the last of their best meetings is worth to them beyond the other's, a place's
    what the last of all is. Whatever they are, by weak duality no plan that gives nobody more meetings is
    worth more than sum of each * people's + places * a place's + what meetings are worth beyond all prices.
    """
    if not (worth > 0).any():
        return Prices(np.zeros(len(worth)), 0.0)
    worths = np.where(worth > 0, worth - 1, _NEVER).astype(np.float32)
    scarce = 2 * places < int(each.sum() - each.max())
    tried = [_settled(worths, each, places, scarce=False), _settled(worths, each, places, scarce=True)]
    return min(tried[: 1 + scarce], key=attrgetter("bound"))


def _settled(worths: Block, each: Ints, places: int, *, scarce: bool) -> Prices:
    """Step to prices from none at all; where places are scarce, from the price that they alone would have."""
    most = np.clip(each, 1, len(worths) - 1)
    people, place = np.zeros(len(worths), dtype=np.float32), np.float32(0)
    for _ in range(_STEPS):
        if scarce:
            over = (worths - people[None, :] - people[:, None])[np.triu_indices(len(worths), 1)]
            wanted = _largest(over[None, :], np.array([min(places, over.size - 1)]))[0]
            place = np.maximum((place + wanted) / 2 if place else wanted, 0)
        last = _largest(worths - people[None, :] - place, most)
        people = np.maximum((people + last) / 2, 0)
    over = np.maximum(worths - people[None, :] - people[:, None] - place, 0)
    bound = float((each * people).sum(dtype=float)) + places * float(place) + float(over.sum(dtype=float)) / 2
    return Prices(people.astype(float), bound)


def _largest(rows: Block, ranks: Ints) -> Block:
    """Return of each row the middle between its values at its rank, from 1, and at the next."""
    parted = np.partition(-rows, np.unique([ranks - 1, ranks]), axis=1)
    row = np.arange(len(rows))
    found: Block = -(parted[row, ranks - 1] + parted[row, ranks]) / np.float32(2)
    return found
