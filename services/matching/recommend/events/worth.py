"""How well coming events suit a person: interests, place and language, and what they went to before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from services.matching.people.interests import strengths
from services.matching.people.person import Person, TopicEvidence
from services.matching.recommend.arrays import Floats
from services.matching.recommend.events.catalogue import NO_PAST, CatalogueEvent, PastEvents
from services.matching.recommend.events.index import EventIndex
from services.matching.recommend.events.past import likeness_to_past, pull_of_past, usual_nearness
from services.matching.recommend.events.place import common_language, pull_of_place, understood, whereabouts
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.population.text_index import whole_of
from services.matching.recommend.population.topic_index import TopicIndex


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """Who the events are for; `answered` are events already said yes or maybe to.

    `past` are events they said yes to, `series` those they belong to or went to. `told`: when letters
    last told of which (`CatalogueEvent.one_of`).
    """

    person: Person
    evidence: tuple[TopicEvidence, ...]
    answered: frozenset[str]
    now: datetime
    past: PastEvents = NO_PAST
    series: frozenset[str] = frozenset()
    told: Mapping[str, datetime] = field(default_factory=dict)


def worth_of_events(reader: Reader, index: EventIndex, parameters: Parameters) -> Floats:
    """Return a worth for each event, higher is better; minus infinity in a language not spoken.

    The logarithm of how it suits, and terms of the past: these in standard deviations over the events, so
    that one which tells nothing (of somebody new, say) is 0 for all. Where newcomers go counts the less the
    more the person went to.
    """
    numbers = parameters.events
    suits = _suits(reader, index, parameters)
    possible = suits > 0
    terms = {
        "series": np.array([event.one_of in reader.series for event in index.events], dtype=float),
        "likeness": likeness_to_past(index, reader.past, reader.now, numbers),
        "past": pull_of_past(index, reader.past, reader.now, numbers),
        "nearness": usual_nearness(index, reader.past, numbers),
    }
    worth = numbers.suits * np.log(np.where(possible, suits, 1.0))
    for name, values in terms.items():
        worth += numbers.terms[name] * _standard(values, possible)
    worth += numbers.newcomers / (1 + len(reader.past.events)) * _standard(index.newcomers, possible)
    return np.where(possible, worth, -np.inf)


def _standard(values: Floats, possible: np.ndarray) -> Floats:
    """Return values in standard deviations of the possible ones; zeros where they do not differ."""
    of = values[possible]
    spread = of.std() if len(of) else 0.0
    if spread <= 1e-9:  # noqa: PLR2004 - rounding
        return np.zeros(len(values))
    standard: Floats = (values - of.mean()) / spread
    return standard


def _suits(reader: Reader, index: EventIndex, parameters: Parameters) -> Floats:
    """Return interest * place^a * language^b * soonness^c; 0 behind the language gate."""
    numbers, home = parameters.events, whereabouts(reader.person, index)
    place = np.array([pull_of_place(event, home, parameters) for event in index.events])
    mine = understood(reader.person, reader.past.events, parameters)
    language = np.array([common_language(mine, event, parameters) for event in index.events])
    ahead = np.array([(event.starts_utc - reader.now).total_seconds() / 86_400 for event in index.events])
    soon = numbers.soon_days / (numbers.soon_days + np.maximum(ahead, 0.0))
    suits = _interest(reader, index, parameters) * place**numbers.place_power
    result: Floats = suits * language**numbers.language_power * soon**numbers.soon_power
    return result


def _interest(reader: Reader, index: EventIndex, parameters: Parameters) -> Floats:
    """Return in [prior, 1] how well each event covers the person's interests, by topics and by words."""
    numbers = parameters.events
    tags = _covered(strengths(reader.evidence), index.topics, len(index.events))
    mine = index.turned(whole_of(reader.person.traits)[None, :])[0]
    text = np.maximum(index.vectors @ mine, 0.0)
    joined = 1 - (1 - tags) * (1 - numbers.text_weight * text)
    floor: Floats = numbers.prior + (1 - numbers.prior) * joined
    return floor


def _covered(mine: Mapping[str, float], topics: TopicIndex, events: int) -> Floats:
    """Return the share of the person's interests, by weight, that each event is about; in [0, 1]."""
    covered, whole = np.zeros(events), 0.0
    for topic, strength in mine.items():
        weight = topics.weight(topic)
        whole += weight * strength
        rows = topics.rows.get(topic)
        if rows is not None:
            covered[rows] += weight * np.minimum(strength, topics.values[topic])
    return covered / whole if whole > 0 else covered


def likeness(reader: Reader, index: EventIndex, event: CatalogueEvent) -> dict[str, float]:
    """Return by path how alike what the person says is to the text of an event: cosines."""
    traits, alike = reader.person.traits, dict[str, float]()
    if traits.sentences and (at := index.position.get(event.event_id)) is not None:
        cosines = index.turned(traits.vectors) @ index.vectors[at]
        for sentence, cosine in zip(traits.sentences, cosines.tolist(), strict=True):
            alike[sentence.path] = max(alike.get(sentence.path, -1.0), cosine)
    return alike
