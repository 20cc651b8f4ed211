"""How far chances told are from shares that came true."""

import numpy as np

from services.matching.learn.position import looked_at
from services.matching.learn.showings import Showings
from services.matching.recommend.topic_index import Floats

_BINS = 10


def calibration_error(showings: Showings, weights: Floats, eta: float) -> float:
    """Return the expected calibration error over ten bins of equal size: of being looked at and liked."""
    told = looked_at(showings, eta) / (1 + np.exp(-showings.there @ weights))
    order = np.argsort(told, kind="stable")
    bins = [part for part in np.array_split(order, _BINS) if len(part)]
    off = [abs(float(told[part].mean() - showings.liked[part].mean())) * len(part) for part in bins]
    return sum(off) / max(len(order), 1)
