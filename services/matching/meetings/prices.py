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


def prices(worth: Ints, each: int, places: int) -> Prices:
    """Return prices at which each would like to meet about `each` people, and all together `places` pairs.

    They are prices of the dual of the fractional b-matching, found by damped steps of each coordinate to its
    best: a person's is what the last of their best meetings is worth to them beyond the other's, a place's
    what the last of all is. Whatever they are, by weak duality no plan that gives nobody more meetings is
    worth more than each * sum of people's + places * a place's + what meetings are worth beyond all prices.
    """
    if not (worth > 0).any():
        return Prices(np.zeros(len(worth)), 0.0)
    worths = np.where(worth > 0, worth - 1, _NEVER).astype(np.float32)
    scarce = 2 * places < each * (len(worth) - 1)
    tried = [_settled(worths, each, places, scarce=False), _settled(worths, each, places, scarce=True)]
    return min(tried[: 1 + scarce], key=attrgetter("bound"))


def _settled(worths: Block, each: int, places: int, *, scarce: bool) -> Prices:
    """Step to prices from none at all; where places are scarce, from the price that they alone would have."""
    most = min(each, len(worths) - 1)
    people, place = np.zeros(len(worths), dtype=np.float32), np.float32(0)
    for _ in range(_STEPS):
        if scarce:
            over = (worths - people[None, :] - people[:, None])[np.triu_indices(len(worths), 1)]
            wanted = _largest(over[None, :], min(places, over.size - 1))[0]
            place = np.maximum((place + wanted) / 2 if place else wanted, 0)
        last = _largest(worths - people[None, :] - place, most)
        people = np.maximum((people + last) / 2, 0)
    over = np.maximum(worths - people[None, :] - people[:, None] - place, 0)
    bound = each * float(people.sum()) + places * float(place) + float(over.sum(dtype=float)) / 2
    return Prices(people.astype(float), bound)


def _largest(rows: Block, rank: int) -> Block:
    """Return of each row the middle between its values at a rank, from 1, and at the next."""
    found: Block = -np.partition(-rows, [rank - 1, rank], axis=1)[:, rank - 1 : rank + 1].mean(axis=1)
    return found
