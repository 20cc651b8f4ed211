"""Which events may be offered to a person at all: for a reason, and no farther than one goes for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from services.matching.people.person import TopicEvidence
from services.matching.people.words import OWN_WORD, parent
from services.matching.recommend.events.catalogue import CatalogueEvent
from services.matching.recommend.events.index import EventIndex
from services.matching.recommend.events.place import Whereabouts, pull_of_place, worth_the_way
from services.matching.recommend.events.reasons import neighbour, place_reasons
from services.matching.recommend.events.worth import Reader, likeness
from services.matching.recommend.parameters import EventNumbers, Parameters


@dataclass(frozen=True, slots=True)
class Sought:
    """Topics of which events may be offered, and others in the same areas; without any, all near home may."""

    topics: tuple[str, ...]
    neighbours: tuple[str, ...]


def sought(evidence: Iterable[TopicEvidence], labels: Iterable[str]) -> Sought:
    """Return what to look for; who names an area seeks all of it. `labels`: all topics there are."""
    known = {item.topic for item in evidence if not item.topic.startswith(OWN_WORD)}
    areas = {topic for topic in known if parent(topic) is None}
    around = {parent(topic) for topic in known} - {None}
    topics = {topic for topic in labels if topic in known or parent(topic) in areas}
    neighbours = {topic for topic in labels if parent(topic) in around} - topics
    return Sought(tuple(sorted(topics)), tuple(sorted(neighbours)))


def may_be_offered(
    event: CatalogueEvent, reader: Reader, home: Whereabouts, index: EventIndex, parameters: Parameters
) -> bool:
    """Tell whether it is worth a person's time: by its topics or, where they name none we know, by its place.

    What only lies in an area of theirs must be near home, if that is known, and alike to what they say.
    That one can join from anywhere speaks for no event in particular. What a letter told is told once more
    when it is near.
    """
    if not _is_news(event, reader, parameters.events):
        return False
    known = [item for item in reader.evidence if not item.topic.startswith(OWN_WORD)]
    if not known:
        return any(reason.kind != "online" for reason in place_reasons(home, event))
    near = neighbour(known, event)
    if any(item.topic in event.topics for item in known) or (near and parent(near.topic) is None):
        return worth_the_way(event, home, parameters.events)
    if near is None or (home.city and pull_of_place(event, home, parameters) < parameters.events.neighbour):
        return False
    alike = likeness(reader, index, event).values()
    return max(alike, default=0.0) >= parameters.events.neighbour_alike


def _is_news(event: CatalogueEvent, reader: Reader, numbers: EventNumbers) -> bool:
    told, soon = reader.told.get(event.one_of), timedelta(days=numbers.remind_days)
    return told is None or event.starts_utc - reader.now <= soon < event.starts_utc - told
