"""Learnt weights: a version of its own over the numbers that ship, with bands that mean what they meant."""

from dataclasses import dataclass

import numpy as np

from services.matching.learn.refit import NAMES
from services.matching.learn.showings import Showings
from services.matching.recommend.arrays import Floats
from services.matching.recommend.parameters import Parameters, ScoreNumbers


@dataclass(frozen=True, slots=True)
class Learnt:
    """What replaces the shipped numbers of `parent`; `strong` and `good` are chances, as in `[list]`."""

    version: str
    parent: str
    score: ScoreNumbers
    strong: float
    good: float

    def over(self, shipped: Parameters) -> Parameters:
        """Return the shipped numbers with these; a release that ships others takes its own again."""
        if self.parent != shipped.model_version:
            return shipped
        bands = {"strong": self.strong, "good": self.good}
        return shipped.model_copy(
            update={
                "model_version": self.version,
                "score": self.score,
                "list": shipped.list.model_copy(update=bands),
            }
        )


def weights_of(numbers: ScoreNumbers) -> Floats:
    """Return weights in the order of the inputs."""
    return np.array([getattr(numbers, name) for name in NAMES])


def learnt(version: str, weights: Floats, showings: Showings, now: Parameters, parent: str) -> Learnt:
    """Name weights, rounded; a band holds the same share of what was shown as it did by the numbers of `now`.

    One decimal is about what a log can tell, and too coarse for what one person's hidden fields, or
    answers, change: before and after, the weights that serve are the same.
    """
    score = ScoreNumbers(**{name: round(float(value), 1) for name, value in zip(NAMES, weights, strict=True)})
    before, after = mutual(showings, now.score), mutual(showings, score)
    strong, good = (_moved(band, before, after) for band in (now.list.strong, now.list.good))
    return Learnt(version, parent, score, strong, good)


def mutual(showings: Showings, numbers: ScoreNumbers) -> Floats:
    """Return the harmonic mean of both chances of every row, by some weights."""
    weights = weights_of(numbers)
    both: Floats = 2 / (2 + np.exp(-showings.there @ weights) + np.exp(-showings.back @ weights))
    return both


def _moved(band: float, before: Floats, after: Floats) -> float:
    share = float(np.mean(before < band))
    return round(float(np.quantile(after, share)), 3)
