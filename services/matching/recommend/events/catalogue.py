"""Events as far as recommending goes: those to come, and those that people went to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from services.matching.people.person import WIDTH, Vectors
from services.matching.recommend.arrays import Floats
from shared.contracts.events import Mode
from shared.kernel.geo import Point
from shared.text import fold


@dataclass(frozen=True, slots=True)
class CatalogueEvent:
    """An event of the catalogue, as far as recommending it goes; dates of one meetup share a `series`."""

    event_id: str
    title: str
    mode: Mode | None
    starts_utc: datetime
    ends_utc: datetime
    city: str | None
    country: str | None
    point: Point | None
    topics: Mapping[str, float]
    languages: tuple[str, ...]
    series: str | None = None

    @property
    def one_of(self) -> str:
        """What further dates have in common: the series, or title and town where a source tells of none."""
        return self.series or f"{fold(self.title)}/{fold(self.city or '')}"


@dataclass(frozen=True, slots=True, eq=False)
class PastEvents:
    """Events that somebody went to; row i of `vectors` embeds event i.

    `newcomers` count those to whom each was the first or the second event they went to.
    """

    events: tuple[CatalogueEvent, ...] = ()
    vectors: Vectors = field(default_factory=lambda: np.zeros((0, WIDTH), dtype=np.float32))
    newcomers: Floats = field(default_factory=lambda: np.zeros(0))


NO_PAST = PastEvents()


def places_of(events: Sequence[CatalogueEvent]) -> Floats:
    """Return latitudes and longitudes, NaN where not known; shape (events, 2)."""
    unknown = (np.nan, np.nan)
    points = [(event.point.lat, event.point.lon) if event.point else unknown for event in events]
    return np.array(points, dtype=float).reshape(len(events), 2)


def same_series(coming: Sequence[CatalogueEvent], past: Sequence[CatalogueEvent]) -> np.ndarray:
    """Tell which are dates of the same; shape (coming, past)."""
    one, other = (np.array([event.one_of for event in events], dtype=object) for events in (coming, past))
    same: np.ndarray = one[:, None] == other[None, :]
    return same
