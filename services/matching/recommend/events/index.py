"""Upcoming events as arrays, for recommending them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from services.matching.people.person import WIDTH, Vectors
from services.matching.people.words import parent
from services.matching.recommend.arrays import Floats
from services.matching.recommend.events.catalogue import NO_PAST, CatalogueEvent, PastEvents, same_series
from services.matching.recommend.parameters import EventNumbers, Parameters
from services.matching.recommend.population.text_index import centred
from services.matching.recommend.population.topic_index import Background, TopicIndex, index_topics
from shared.kernel.geo import Point
from shared.places.gazetteer import NO_PLACES, Gazetteer
from shared.text import fold


@dataclass(frozen=True, eq=False)
class EventIndex:
    """Events in the order of their start."""

    events: tuple[CatalogueEvent, ...]
    vectors: Vectors
    """Row i is the direction of the text of event i."""
    topics: TopicIndex
    cities: Mapping[tuple[str, str], Point]
    """Where a city lies, by (folded name, country or empty), as far as events there tell."""
    middle: Vectors
    """What the texts have in common, taken off `vectors`; zero when they are few."""
    newcomers: Floats
    """Of each event the logarithm of how many may be expected to whom it is a first or second one."""
    places: Gazetteer
    """Those of the world."""

    @cached_property
    def position(self) -> Mapping[str, int]:
        """The place of each event by its id."""
        return {event.event_id: i for i, event in enumerate(self.events)}

    def turned(self, vectors: Vectors) -> Vectors:
        """Return other texts as rows that compare with `vectors`."""
        return centred(vectors, self.middle)


@dataclass(frozen=True, slots=True, eq=False)
class Season:
    """What tells an event apart from those of its time.

    How many are on each topic, and what their texts have in common: the mean of their vectors.
    """

    topics: Background
    middle: Vectors


def season_of(events: Sequence[CatalogueEvent], vectors: Vectors, parameters: Parameters) -> Season:
    """Return what these events tell by themselves; row i of `vectors` embeds event i."""
    counts = Counter(topic for event in events for topic in _with_areas(event.topics, parameters))
    middle = vectors.mean(axis=0) if len(events) else np.zeros(WIDTH, dtype=np.float32)
    return Season(Background(len(events), counts), middle)


def build_event_index(
    events: Sequence[CatalogueEvent], vectors: Vectors, parameters: Parameters, crowds: PastEvents = NO_PAST,
    places: Gazetteer = NO_PLACES, season: Season | None = None,
) -> EventIndex:  # fmt: skip
    """Index upcoming events; `crowds`: who came before, `season`: of all events, where these are a choice.

    Of few events what the texts have in common tells nothing.
    """
    rows = np.asarray(vectors, dtype=np.float32).reshape(len(events), WIDTH)
    season = season or season_of(events, rows, parameters)
    many = season.topics.population >= parameters.interest.least_population
    middle = season.middle if many else np.zeros(WIDTH, dtype=np.float32)
    directions, before = centred(rows, middle), centred(crowds.vectors, middle)
    strengths = [_with_areas(event.topics, parameters) for event in events]
    return EventIndex(
        events=tuple(events),
        vectors=directions,
        middle=middle,
        topics=index_topics(strengths, season.topics, parameters.interest),
        cities=_cities(events),
        newcomers=newcomers(events, crowds, directions @ before.T, parameters.events),
        places=places,
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
