"""How much less a place of a list is looked at than the first, told by lists in random order."""

import numpy as np

from services.matching.learn.showings import Showings
from services.matching.recommend.parameters import LearnNumbers
from services.matching.recommend.topic_index import Floats

_ROUNDS = 50
_ENOUGH = 1e-8


def fade(showings: Showings, numbers: LearnNumbers) -> float:
    """Return eta: place k is looked at with the chance k^-eta of the first (position-based model).

    In a list of random order the place of a liked person tells of places alone: that it is k has the chance
    k^-eta / sum of j^-eta over the list's places, however good its people are. The likeliest eta, with a prior
    for logs too short to tell (Joachims, Swaminathan, Schnabel 2017 on estimating by intervention).
    """
    log, at, liked, size = _by_list(showings)
    eta = numbers.fade
    for _ in range(_ROUNDS):
        weight = np.exp(-eta * log)
        mean = _sums(weight * log, at, size) / _sums(weight, at, size)
        spread = _sums(weight * log**2, at, size) / _sums(weight, at, size) - mean**2
        slope = float(np.sum(liked * (log - mean[at]))) + (eta - numbers.fade) / numbers.fade_spread**2
        curve = float(np.sum(liked * spread[at])) + numbers.fade_spread**-2
        eta -= slope / curve
        if abs(slope / curve) < _ENOUGH:
            break
    return float(np.clip(eta, 0.0, numbers.most_fade))


def looked_at(showings: Showings, eta: float, numbers: LearnNumbers) -> Floats:
    """Return the chance that each place was looked at, against the first; no row counts more than so often."""
    chance: Floats = np.maximum(showings.places.astype(float) ** -eta, 1 / numbers.most_correction)
    return chance


def _by_list(showings: Showings) -> tuple[Floats, np.ndarray, Floats, int]:
    random = showings.only(showings.shuffled)
    _, at = np.unique(random.lists, return_inverse=True)
    size = int(at.max()) + 1 if len(at) else 0
    return np.log(random.places.astype(float)), at, random.liked.astype(float), size


def _sums(values: Floats, at: np.ndarray, size: int) -> Floats:
    sums: Floats = np.bincount(at, values, minlength=size)
    return sums
