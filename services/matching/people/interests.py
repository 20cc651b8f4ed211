"""A person's topic weights R(t): the firmest evidence of each, carried up to the areas."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from services.matching.people.person import Person, TopicEvidence
from services.matching.people.visibility import Viewer, may_see
from services.matching.people.words import parent

ATTENDED = 0.4
HALF_LIFE_DAYS = 180.0
GAMMA = 0.5
"""What of a topic's weight its area gets."""


def evidence(
    person: Person, now: datetime, labels: Mapping[str, str], *, here: str | None = None
) -> tuple[TopicEvidence, ...]:
    """Return all evidence of a person's interests: the profile's, and that of events they go or went to.

    The event `here` tells nothing: everyone they are compared with goes there.
    """
    return (*person.traits.topics, *_visited(person, now, labels, here))


def _visited(
    person: Person, now: datetime, labels: Mapping[str, str], here: str | None
) -> Iterator[TopicEvidence]:
    for visit in (visit for visit in person.visited if visit.event_id != here):
        age_days = max(0.0, (now - visit.ends_utc).total_seconds() / 86400)
        for topic, confidence in visit.topics.items():
            weight = ATTENDED * confidence * 2 ** (-age_days / HALF_LIFE_DAYS)
            yield TopicEvidence(
                topic, weight, f"attendance.{visit.event_id}", "attendance", labels.get(topic, topic)
            )


def strengths(found: Iterable[TopicEvidence]) -> dict[str, float]:
    """Return R(t) = max(r(t), gamma * max over an area's topics). Saying a thing twice changes nothing."""
    own: dict[str, float] = {}
    for item in found:
        own[item.topic] = max(own.get(item.topic, 0.0), item.weight)
    for topic, weight in tuple(own.items()):
        area = parent(topic)
        if area is not None:
            own[area] = max(own.get(area, 0.0), GAMMA * weight)
    return own


def visible_evidence(
    person: Person, found: Iterable[TopicEvidence], viewer: Viewer
) -> dict[str, TopicEvidence]:
    """Return the firmest evidence of each topic that the viewer may see."""
    listed = {f"attendance.{visit.event_id}" for visit in person.visited if visit.listed}
    best: dict[str, TopicEvidence] = {}
    for item in found:
        seen = (
            item.path in listed if item.field == "attendance" else may_see(person.profile, item.field, viewer)
        )
        if seen and (item.topic not in best or best[item.topic].weight < item.weight):
            best[item.topic] = item
    return best
