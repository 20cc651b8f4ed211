"""By what those near are ranked where attention is shared: by chance, or at the prices of a market."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from services.matching.recommend.allocate.near import Near
from services.matching.recommend.arrays import Floats
from services.matching.recommend.parameters import AttentionNumbers


def by_chance(near: Near, _: AttentionNumbers) -> Near:
    """Leave it at the chance that both are glad to have met."""
    return near


def by_price(near: Near, numbers: AttentionNumbers) -> Near:
    """Rank by the matches of a market with transferable utility, where popular people have their price.

    mu = x_u A_uv y_v with A = exp(chance / 2 beta), beta in spreads of the chances; x and y are such that
    each asker's places and each person's share of them are used up (Choo and Siow 2006; Tomita and others
    2022), by damped fixed-point steps.
    """
    askers, places = len(near.people), numbers.listed[-1]
    there = near.chance > 0
    spread = max(float(near.chance[there].std()) if there.any() else 0.0, 1e-9)
    scaled = near.chance.astype(float) / (2 * numbers.beta * spread)
    pull = np.where(there, np.exp(scaled - scaled.max(initial=0.0)), 0.0)
    pull *= _EAGER * places * askers / max(float(pull.sum()), 1e-300)
    given, taken = float(places), places * askers / near.many
    x: Floats = np.ones(askers)
    y: Floats = np.ones(near.many)
    for _ in range(numbers.rounds):
        x = _step(x, (pull * y[near.people]).sum(axis=1), given)
        bids = np.bincount(near.people.ravel(), (pull * x[:, None]).ravel(), near.many)
        y = _step(y, bids.astype(np.float64), taken)
    worth = x[:, None] * pull * y[near.people]
    order = np.argsort(-worth, axis=1, kind="stable")
    rank = np.take_along_axis(worth, order, axis=1).astype(np.float32)
    people = np.take_along_axis(near.people, order, axis=1)
    return replace(near, people=people, chance=np.take_along_axis(near.chance, order, axis=1), rank=rank)


_EAGER = 1000.0
"""So many times the places there are would be taken at no price: staying out of the market is rare."""


def _step(held: Floats, sums: Floats, budget: float) -> Floats:
    """Return the root of x² + sums x = budget, half-way from where it was, in logarithms."""
    found: Floats = np.sqrt(held * (np.sqrt(sums * sums + 4 * budget) - sums) / 2)
    return found


RANKED: Mapping[str, Callable[[Near, AttentionNumbers], Near]] = {
    "capped": by_chance,
    "transferable": by_price,
}
