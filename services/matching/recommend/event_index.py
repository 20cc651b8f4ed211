"""Upcoming events as arrays, for recommending them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from services.matching.people.person import WIDTH, Vectors
from services.matching.people.words import parent
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.topic_index import Background, TopicIndex, build_topic_index
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
class EventIndex:
    """Events in the order of their start; row i of `vectors` embeds the title and summary of event i.

    `cities` tells where a city lies, by (folded name, country or empty), as far as events there tell.
    """

    events: tuple[CatalogueEvent, ...]
    vectors: Vectors
    topics: TopicIndex
    cities: Mapping[tuple[str, str], Point]


def build_event_index(
    events: Sequence[CatalogueEvent], vectors: Vectors, parameters: Parameters
) -> EventIndex:
    """Index upcoming events; a topic's rarity is that among them."""
    strengths = [_with_areas(event.topics, parameters) for event in events]
    nobody = Background(population=0, counts={})
    return EventIndex(
        events=tuple(events),
        vectors=np.asarray(vectors, dtype=np.float32).reshape(len(events), WIDTH),
        topics=build_topic_index(strengths, nobody, parameters.interest),
        cities=_cities(events),
    )


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
