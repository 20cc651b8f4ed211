"""How many newcomers may be expected at a coming event, from those who came to its series before."""

from collections.abc import Sequence

import numpy as np

from services.matching.people.person import Vectors
from services.matching.recommend.arrays import Floats
from services.matching.recommend.events.catalogue import CatalogueEvent, PastEvents, same_series
from services.matching.recommend.parameters import EventNumbers


def newcomers(
    coming: Sequence[CatalogueEvent], past: PastEvents, cosines: Vectors, numbers: EventNumbers
) -> Floats:
    """Return how many are expected at each, logarithmic; `cosines` of texts have shape (coming, past)."""
    if not past.events:
        return np.zeros(len(coming))
    same, counts = same_series(coming, past.events), past.newcomers
    alike = np.where(same, np.maximum(cosines, 0.0) ** numbers.newcomers_power, 0.0)
    expected: Floats = (alike @ counts + counts.mean() / 2) / (alike.sum(axis=1) + 0.5)
    return np.log1p(expected)
