"""Why an event: at most three reasons, from the reader's own profile and what the event says of itself."""

from collections.abc import Iterable, Iterator, Mapping

from services.matching.people.person import NAMED, TopicEvidence
from services.matching.people.words import parent
from services.matching.recommend import phrases
from services.matching.recommend.events.catalogue import CatalogueEvent
from services.matching.recommend.events.place import Whereabouts, is_home, kilometres
from services.matching.recommend.events.worth import Reader
from services.matching.recommend.population.calling import names_in, spelt
from services.matching.recommend.population.topic_index import TopicIndex
from shared.contracts.events import Mode
from shared.contracts.people import Profile, Reason
from shared.kernel.countries import country_name
from shared.text import fold

NEAR_KM = 150.0
NOT_ALIKE: Mapping[str, float] = {}
_MOST = 3
_BECAUSE = {
    "interests": ", one of your interests",
    "skills": ", one of your skills",
    "attendance": ", like other events of yours",
}
_NAMED = {"headline": ", from your headline", "bio": ", from your words about you"}


def event_reasons(
    reader: Reader,
    home: Whereabouts,
    event: CatalogueEvent,
    topics: TopicIndex,
    crowd: str | None,
    likeness: Mapping[str, float],
) -> tuple[Reason, ...]:
    """Return why this event; the topics first, the rarest in front.

    `likeness` tells by path how alike each thing the person says is to the event's text.
    """
    reasons = [*_topics(reader, event, topics, likeness), *_people(crowd), *place_reasons(home, event)]
    return tuple(reasons[:_MOST])


def neighbour(
    evidence: Iterable[TopicEvidence], event: CatalogueEvent, likeness: Mapping[str, float] = NOT_ALIKE
) -> TopicEvidence | None:
    """Return what the person says of themselves that lies in an area of the event; plans say too little.

    It is what they say most firmly, and of that what is most alike to the event.
    """
    areas = {parent(topic) for topic in event.topics} - {None}
    said = (item for item in evidence if item.field != "attendance")
    there = (item for item in said if (parent(item.topic) or item.topic) in areas)
    return max(there, key=lambda item: (item.weight, likeness.get(item.path, 0.0)), default=None)


def brought_up_by(
    reader: Reader, event: CatalogueEvent, topics: TopicIndex, likeness: Mapping[str, float] = NOT_ALIKE
) -> TopicEvidence | None:
    """Return what of the person's an event is for: the rarest topic that both name, else one in its field."""
    shared = (item for item in reader.evidence if item.topic in event.topics)
    best = max(
        shared,
        key=lambda it: (it.weight * topics.weight(it.topic), likeness.get(it.path, 0.0), it.path),
        default=None,
    )
    return best or neighbour(reader.evidence, event, likeness)


def _topics(
    reader: Reader, event: CatalogueEvent, topics: TopicIndex, likeness: Mapping[str, float]
) -> Iterator[Reason]:
    best, profile = brought_up_by(reader, event, topics, likeness), reader.person.profile
    if best is None:
        return
    if best.topic in event.topics:
        told = f"On {best.label}{_nearby(best, profile)}"
    elif parent(best.topic):
        told = f"In the same field as {_own_name(best, profile)}"
    else:
        told = f"In {best.label}"
    yield Reason(kind="shared_topic", text=_told(told, best), evidence=(f"me.{best.path}", "event.topics"))


def _own_name(item: TopicEvidence, profile: Profile) -> str:
    """Return what the person calls a topic in a list of theirs; its label in running text."""
    said = names_in(profile, NAMED).get(item.path, item.label)
    return spelt(said, item.label, {item.topic: item.label})


def _nearby(item: TopicEvidence, profile: Profile) -> str:
    """Say what of theirs brings a topic up, where its label does not say it: baking is not all of cooking."""
    name = _own_name(item, profile)
    return "" if fold(name) in fold(item.label) else f", near to {name}"


def _told(what: str, item: TopicEvidence) -> str:
    because = _BECAUSE.get(item.field, _NAMED.get(item.field, "") if item.named else "")
    return phrases.judging(f"{what}{because}.", item.judged_by)


def _people(crowd: str | None) -> Iterator[Reason]:
    if crowd is not None:
        people = crowd.replace("-", " to ").replace("50+", "more than 50")
        text = f"{people[0].upper()}{people[1:]} people with interests of yours say they go."
        yield Reason(kind="people", text=text, evidence=("me.interests", "event.going"))


def place_reasons(home: Whereabouts, event: CatalogueEvent) -> Iterator[Reason]:
    """Yield what speaks for where it is: one's own city, one not far, or that one can join from anywhere."""
    if event.mode is Mode.ONLINE:
        yield Reason(kind="online", text="Online: you can join from where you are.", evidence=("event.mode",))
    elif is_home(event, home):
        yield Reason(
            kind="same_place",
            text=f"In {home.city}, where you are based.",
            evidence=("me.place", "event.place"),
        )
    else:
        far = kilometres(event, home)
        if far is not None and far <= NEAR_KM:
            text = (
                f"In {event.city or country_name(event.country)}, {max(1, round(far))} km from {home.city}."
            )
            yield Reason(kind="near", text=text, evidence=("me.place", "event.place"))
        elif event.mode is Mode.HYBRID:
            yield Reason(kind="online", text="You can also join online.", evidence=("event.mode",))
