"""What the events that a person went to tell of coming ones."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from services.matching.recommend.arrays import Floats
from services.matching.recommend.events.catalogue import CatalogueEvent, PastEvents, places_of, same_series
from services.matching.recommend.events.index import EventIndex
from services.matching.recommend.parameters import EventNumbers

_EARTH_KM_A_DEGREE = 111.2


def likeness_to_past(index: EventIndex, past: PastEvents, now: datetime, numbers: EventNumbers) -> Floats:
    """Return the mean cosine of each coming event with the events a person went to, recent ones the more."""
    recent = _recency(past.events, now, numbers.half_life_days)
    if not recent.sum():
        return np.zeros(len(index.events))
    cosines = index.vectors @ index.turned(past.vectors).T
    mean: Floats = cosines @ recent / recent.sum()
    return mean


def pull_of_past(index: EventIndex, past: PastEvents, now: datetime, numbers: EventNumbers) -> Floats:
    """Return how much a person's past events speak for each coming one, logarithmic.

    A kernel sum: an event speaks for one of like text, nearby, and of the same series the more.
    """
    if not past.events:
        return np.zeros(len(index.events))
    cosines = np.maximum(index.vectors @ index.turned(past.vectors).T, numbers.least_cosine)
    near = np.exp(-_kilometres(index.events, past.events) / numbers.near_km)
    same = np.where(same_series(index.events, past.events), 1.0, numbers.other_series)
    speaking = (cosines**2 * near * same) @ _recency(past.events, now, numbers.half_life_days)
    most = speaking.max()
    return np.log1p(numbers.sharpness * speaking / most) if most > 0 else np.zeros(len(index.events))


def usual_nearness(index: EventIndex, past: PastEvents, numbers: EventNumbers) -> Floats:
    """Return in (0, 1] how near each coming event is to where a person's past ones were, in the middle."""
    where = places_of(past.events)
    if np.isnan(where).all():
        return np.zeros(len(index.events))
    middle = np.nanmedian(where, axis=0)
    near: Floats = np.exp(-_between(places_of(index.events), middle[None, :])[:, 0] / numbers.usual_km)
    return near


def _recency(events: Sequence[CatalogueEvent], now: datetime, half_life_days: float) -> Floats:
    ages = np.array([max(0.0, (now - event.starts_utc).total_seconds() / 86_400) for event in events])
    recent: Floats = 2 ** (-ages / half_life_days)
    return recent


def _kilometres(coming: Sequence[CatalogueEvent], past: Sequence[CatalogueEvent]) -> Floats:
    return _between(places_of(coming), places_of(past))


def _between(one: Floats, other: Floats) -> Floats:
    """Return distances on a plane, good to a percent where nearness matters; 60 km where not known."""
    north = (one[:, None, 0] - other[None, :, 0]) * _EARTH_KM_A_DEGREE
    narrowing = np.cos(np.radians((one[:, None, 0] + other[None, :, 0]) / 2))
    east = (one[:, None, 1] - other[None, :, 1]) * _EARTH_KM_A_DEGREE * narrowing
    return np.nan_to_num(np.hypot(north, east), nan=60.0)
