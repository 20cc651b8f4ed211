"""How much less a place of a list is looked at than the first, told by places in random order."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from services.matching.learn.showings import Flags, Showings
from services.matching.recommend.arrays import Floats, Ints
from services.matching.recommend.parameters import LearnNumbers

_ROUNDS, _ENOUGH = 50, 1e-8
_AXES = 2
"""Ways in which looking may differ from what was told, the widest first."""


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """The logarithm of the chance that each place is looked at, against the first; further ones are unknown.

    `spread` is the covariance of what the log tells of it.
    """

    log: Floats
    spread: Floats

    def known(self, places: Ints) -> Flags:
        """Tell which places it speaks of."""
        return places <= len(self.log)

    def chance(self, places: Ints) -> Floats:
        """Return the chance that known places are looked at."""
        chance: Floats = np.exp(self.log[places - 1])
        return chance

    def around(self, errors: float) -> Iterator["Looks"]:
        """Yield this, and so many standard errors to both sides of it along the widest axes."""
        yield self
        variances, axes = np.linalg.eigh(self.spread)
        for axis in range(len(variances))[-_AXES:]:
            step = errors * np.sqrt(max(variances[axis], 0.0)) * axes[:, axis]
            yield Looks(self.log - step, self.spread)
            yield Looks(self.log + step, self.spread)


def looks(showings: Showings, many: int, numbers: LearnNumbers) -> Looks:
    """Return how the first so many places are looked at (position-based model).

    Among places in random order that of a liked person tells of places alone: that it is k has the chance
    p_k / sum of p_j over those places, however good their people are (Joachims, Swaminathan and Schnabel 2017
    on estimating by intervention). Where the log is short a prior speaks: p_k about k^-fade.
    """
    there, liked = _by_window(showings, many)
    prior, hold = _prior(many, numbers)
    log, bend = prior.copy(), hold
    for _ in range(_ROUNDS):
        share = there * np.exp(log)
        share /= share.sum(axis=1, keepdims=True)
        often = liked.sum(axis=1)
        slope = often @ share - liked.sum(axis=0) + hold @ (log - prior)
        bend = np.diag(often @ share) - (share * often[:, None]).T @ share + hold
        step = np.r_[0.0, np.linalg.solve(bend[1:, 1:], slope[1:])]
        log -= step
        if np.abs(step).max() < _ENOUGH:
            break
    spread = np.zeros((many, many))
    spread[1:, 1:] = np.linalg.inv(bend[1:, 1:])
    return Looks(log, spread)


def _prior(many: int, numbers: LearnNumbers) -> tuple[Floats, Floats]:
    """Return the mean and the inverse covariance: of the fading as a whole, and of each place beside it."""
    fading = np.log(np.arange(1, many + 1))
    together = numbers.fade_spread**2 * np.outer(fading, fading)
    hold = np.zeros((many, many))
    hold[1:, 1:] = np.linalg.inv(together[1:, 1:] + numbers.uneven**2 * np.eye(many - 1))
    return -numbers.fade * fading, hold


def _by_window(showings: Showings, many: int) -> tuple[Floats, Floats]:
    """Return which places windows in random order have, and which were liked; shape (windows, places)."""
    random = showings.only((showings.windows > 0) & (showings.places <= many))
    names, at = np.unique(random.lists * (many + 1) + random.windows, return_inverse=True)
    there, liked = np.zeros((2, len(names), many))
    there[at, random.places - 1] = 1.0
    np.add.at(liked, (at, random.places - 1), random.liked)
    return there, liked
