"""How far chances told are from shares that came true."""

import numpy as np

from services.matching.learn.position import Looks
from services.matching.learn.showings import Showings
from services.matching.recommend.arrays import Floats

_BINS = 10


def calibration_error(showings: Showings, weights: Floats, looks: Looks) -> float:
    """Return the expected calibration error over ten bins of equal size: of being looked at and liked."""
    seen = showings.only(looks.known(showings.places))
    told = looks.chance(seen.places) / (1 + np.exp(-seen.there @ weights))
    order = np.argsort(told, kind="stable")
    bins = [part for part in np.array_split(order, _BINS) if len(part)]
    off = [abs(float(told[part].mean() - seen.liked[part].mean())) * len(part) for part in bins]
    return sum(off) / max(len(order), 1)
