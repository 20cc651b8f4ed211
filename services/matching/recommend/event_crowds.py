"""How many may be expected at a coming event, from those who came to events of its series before."""

from collections.abc import Sequence

import numpy as np

from services.matching.people.person import Vectors
from services.matching.recommend.catalogue_event import CatalogueEvent, PastEvents, same_series
from services.matching.recommend.parameters import EventNumbers
from services.matching.recommend.topic_index import Floats


def turnout(
    coming: Sequence[CatalogueEvent], past: PastEvents, cosines: Vectors, numbers: EventNumbers
) -> Floats:
    """Return how many are expected at each, logarithmic; `cosines` of texts have shape (coming, past)."""
    return _expected(coming, past, past.going, cosines, numbers.alike_power)


def newcomers(
    coming: Sequence[CatalogueEvent], past: PastEvents, cosines: Vectors, numbers: EventNumbers
) -> Floats:
    """Return the same of newcomers alone, who are too few to go by events of very like text."""
    return _expected(coming, past, past.newcomers, cosines, numbers.newcomers_power)


def _expected(
    coming: Sequence[CatalogueEvent], past: PastEvents, counts: Floats, cosines: Vectors, power: float
) -> Floats:
    if not past.events:
        return np.zeros(len(coming))
    same = same_series(coming, past.events)
    alike = np.where(same, np.maximum(cosines, 0.0) ** power, 0.0)
    expected: Floats = (alike @ counts + counts.mean() / 2) / (alike.sum(axis=1) + 0.5)
    return np.log1p(expected)
