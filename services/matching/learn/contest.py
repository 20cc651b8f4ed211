"""Champion against challenger: on people neither was fitted to, and beyond chance."""

from dataclasses import dataclass

import numpy as np

from services.matching.learn.refit import Log, calibrated, losses, refit
from services.matching.recommend.parameters import LearnNumbers
from services.matching.recommend.topic_index import Floats


@dataclass(frozen=True, slots=True)
class Contest:
    """What the challenger saves of the champion's loss, a person on average, with its standard error."""

    saved: float
    error: float
    people: int

    def won(self, numbers: LearnNumbers) -> bool:
        """Tell whether the challenger is better beyond so many standard errors."""
        return self.people > 1 and self.saved > numbers.errors * self.error


def contest(log: Log, champion: Floats, prior: Floats, numbers: LearnNumbers) -> Contest:
    """Judge each part of the people by weights fitted to the others; differences are paired by person.

    The champion is given the bias that suits best, too: what is judged is who is shown before whom.
    """
    saved = np.zeros(len(log.gain))
    part = log.people % numbers.parts
    for held_back in range(numbers.parts):
        judged = part == held_back
        taught, test = _rows(log, ~judged), _rows(log, judged)
        old, new = calibrated(taught, champion), refit(taught, prior, numbers)
        saved[judged] = losses(old, test) - losses(new, test)
    each = np.bincount(log.people, saved)[np.unique(log.people)]
    error = float(each.std(ddof=1) / np.sqrt(len(each))) if len(each) > 1 else np.inf
    return Contest(float(each.mean()) if len(each) else 0.0, error, len(each))


def _rows(log: Log, chosen: np.ndarray) -> Log:
    return Log(log.inputs[chosen], log.gain[chosen], log.weight[chosen], log.people[chosen])
