"""Champion against challenger, on people the challenger was not fitted to, and how true its chances are."""

from dataclasses import dataclass

import numpy as np

from services.matching.learn.position import Looks
from services.matching.learn.refit import Log, calibrated, losses, ready, refit
from services.matching.learn.showings import Flags, Showings
from services.matching.recommend.arrays import Floats
from services.matching.recommend.parameters import LearnNumbers


@dataclass(frozen=True, slots=True)
class Contest:
    """What the challenger saves of the champion's loss, a person on average, with its standard error."""

    saved: float
    error: float
    people: int

    def sure(self, numbers: LearnNumbers) -> float:
        """Return what is saved beyond so many standard errors; the challenger won if it is anything."""
        return self.saved - numbers.errors * self.error


def contest(
    showings: Showings, looks: Looks, champion: Floats, prior: Floats, numbers: LearnNumbers
) -> Contest:
    """Return the least certain of the contests over all the ways in which places may be looked at.

    Else a challenger wins by what it learnt of places taken wrongly.
    """
    found = [
        _contest(ready(showings, one, numbers), champion, prior, numbers)
        for one in looks.around(numbers.errors)
    ]
    return min(found, key=lambda one: one.sure(numbers))


def _contest(log: Log, champion: Floats, prior: Floats, numbers: LearnNumbers) -> Contest:
    """Judge a challenger that half of the people taught by the other half; differences are paired by person.

    Taking turns would judge by more people, and by errors that are too small: its parts share what they were
    taught (Bengio and Grandvalet 2004). The champion is given the bias that suits best, too: what is judged
    is who is shown before whom.
    """
    judged = log.people % 2 == 0
    taught, test = _rows(log, ~judged), _rows(log, judged)
    saved = losses(calibrated(taught, champion), test) - losses(refit(taught, prior, numbers), test)
    each = np.bincount(test.people, saved)[np.unique(test.people)]
    error = float(each.std(ddof=1) / np.sqrt(len(each))) if len(each) > 1 else np.inf
    return Contest(float(each.mean()) if len(each) else 0.0, error, len(each))


def _rows(log: Log, chosen: Flags) -> Log:
    return Log(log.inputs[chosen], log.gain[chosen], log.weight[chosen], log.people[chosen])


_BINS = 10


def calibration_error(showings: Showings, weights: Floats, looks: Looks) -> float:
    """Return the expected calibration error over ten bins of equal size: of being looked at and liked."""
    seen = showings.only(looks.known(showings.places))
    told = looks.chance(seen.places) / (1 + np.exp(-seen.there @ weights))
    order = np.argsort(told, kind="stable")
    bins = [part for part in np.array_split(order, _BINS) if len(part)]
    off = [abs(float(told[part].mean() - seen.liked[part].mean())) * len(part) for part in bins]
    return sum(off) / max(len(order), 1)
