"""How much less a place of a list is looked at than the first, told by lists in random order."""

from dataclasses import dataclass

import numpy as np

from services.matching.learn.showings import Showings
from services.matching.recommend.parameters import LearnNumbers
from services.matching.recommend.topic_index import Floats, Ints

_ROUNDS = 50
_ENOUGH = 1e-8


@dataclass(frozen=True, slots=True)
class Fade:
    """How fast looking fades, with its standard error."""

    eta: float
    error: float

    def around(self, errors: float) -> tuple[float, float, float]:
        """Return eta, and the ends of what it may be as far as the log tells."""
        return self.eta, max(0.0, self.eta - errors * self.error), self.eta + errors * self.error


def fade(showings: Showings, numbers: LearnNumbers) -> Fade:
    """Return eta: place k is looked at with the chance k^-eta of the first (position-based model).

    In a list of random order the place of a liked person tells of places alone: that it is k has the chance
    k^-eta / sum of j^-eta over the places of the list, however good its people are. The likeliest eta, with a
    prior for logs too short to tell (Joachims, Swaminathan and Schnabel 2017 on estimating by intervention).
    """
    log, at, liked, size = _by_list(showings)
    eta, curve = numbers.fade, numbers.fade_spread**-2
    for _ in range(_ROUNDS):
        weight = np.exp(-eta * log)
        mean = _sums(weight * log, at, size) / _sums(weight, at, size)
        spread = _sums(weight * log**2, at, size) / _sums(weight, at, size) - mean**2
        slope = float(np.sum(liked * (log - mean[at]))) + (eta - numbers.fade) / numbers.fade_spread**2
        curve = float(np.sum(liked * spread[at])) + numbers.fade_spread**-2
        eta -= slope / curve
        if abs(slope / curve) < _ENOUGH:
            break
    return Fade(float(np.clip(eta, 0.0, numbers.most_fade)), curve**-0.5)


def looked_at(showings: Showings, eta: float) -> Floats:
    """Return the chance that each place was looked at, against the first."""
    chance: Floats = showings.places.astype(float) ** -eta
    return chance


def _by_list(showings: Showings) -> tuple[Floats, Ints, Floats, int]:
    random = showings.only(showings.shuffled)
    _, at = np.unique(random.lists, return_inverse=True)
    size = int(at.max()) + 1 if len(at) else 0
    return np.log(random.places.astype(float)), at, random.liked.astype(float), size


def _sums(values: Floats, at: Ints, size: int) -> Floats:
    return np.bincount(at, values, minlength=size).astype(float)
