"""Upcoming events as arrays, for recommending them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from services.matching.people.person import WIDTH, Vectors
from services.matching.people.words import parent
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.text_index import centred
from services.matching.recommend.topic_index import Background, Floats, TopicIndex, build_topic_index
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
    """Events with how many said that they go to each; row i of `vectors` embeds event i."""

    events: tuple[CatalogueEvent, ...] = ()
    vectors: Vectors = field(default_factory=lambda: np.zeros((0, WIDTH), dtype=np.float32))
    going: Floats = field(default_factory=lambda: np.zeros(0))


NO_PAST = PastEvents()


@dataclass(frozen=True, slots=True, eq=False)
class EventIndex:
    """Events in the order of their start; row i of `vectors` is the direction of the text of event i.

    `middle` is what their texts have in common, taken off them; zero when they are few. `cities` tells where
    a city lies, by (folded name, country or empty), as far as events there tell.
    """

    events: tuple[CatalogueEvent, ...]
    vectors: Vectors
    topics: TopicIndex
    cities: Mapping[tuple[str, str], Point]
    middle: Vectors
    crowds: PastEvents

    def turned(self, vectors: Vectors) -> Vectors:
        """Return other texts as rows that compare with `vectors`."""
        return centred(vectors, self.middle)


def build_event_index(
    events: Sequence[CatalogueEvent], vectors: Vectors, parameters: Parameters, crowds: PastEvents = NO_PAST
) -> EventIndex:
    """Index upcoming events; a topic's rarity is that among them. `crowds`: who came to events before."""
    strengths = [_with_areas(event.topics, parameters) for event in events]
    nobody = Background(population=0, counts={})
    rows = np.asarray(vectors, dtype=np.float32).reshape(len(events), WIDTH)
    many = len(events) >= parameters.interest.least_population
    middle = rows.mean(axis=0) if many else np.zeros(WIDTH, dtype=np.float32)
    return EventIndex(
        events=tuple(events),
        vectors=centred(rows, middle),
        middle=middle,
        topics=build_topic_index(strengths, nobody, parameters.interest),
        cities=_cities(events),
        crowds=crowds,
    )


def places_of(events: Sequence[CatalogueEvent]) -> Floats:
    """Return latitudes and longitudes, NaN where not known; shape (events, 2)."""
    unknown = (np.nan, np.nan)
    points = [(event.point.lat, event.point.lon) if event.point else unknown for event in events]
    return np.array(points, dtype=float).reshape(len(events), 2)


def _with_areas(topics: Mapping[str, float], parameters: Parameters) -> dict[str, float]:
    whole = dict(topics)
    for topic, confidence in topics.items():
        area = parent(topic)
        if area is not None:
            whole[area] = max(whole.get(area, 0.0), parameters.events.area_share * confidence)
    return whole


def _cities(events: Sequence[CatalogueEvent]) -> dict[tuple[str, str], Point]:
    places: dict[tuple[str, str], Point] = {}
    for event in events:
        if event.city and event.point:
            places.setdefault((fold(event.city), event.country or ""), event.point)
            places.setdefault((fold(event.city), ""), event.point)
    return places
