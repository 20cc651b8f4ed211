"""What the audience of a roster may see of all its people: the counts that a sentence may tell."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from services.matching.people.interests import strengths
from services.matching.people.languages import levels
from services.matching.people.person import Person, TopicEvidence
from services.matching.people.visibility import Viewer, may_see
from services.matching.recommend.ask_index import AskIndex, Told, build_ask_index
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.topic_index import Background, TopicIndex, background_of, index_topics
from shared.text import fold


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """Indexes and counts of visible fields alone, so that no sentence moves with one that is not.

    `seen[p]` are the topics that p shows; `counts` the people who show each.
    """

    seen: tuple[Mapping[str, TopicEvidence], ...]
    topics: TopicIndex
    counts: Mapping[str, int]
    asks: AskIndex
    languages: Mapping[str, int]
    towns: Mapping[tuple[str, str], int]
    events: Mapping[str, int]


def build_shown(
    people: Sequence[Person], seen: tuple[Mapping[str, TopicEvidence], ...], audience: Viewer,
    known: Background, parameters: Parameters, told: Told | None = None,
) -> Shown:  # fmt: skip
    """Index what the audience may see of the people of a roster, in its order; `known` tells what is rare."""
    numbers = parameters.interest
    topics = index_topics(_strengths(seen), known, numbers)
    homes = [p.profile.place for p in people if may_see(p.profile, "place", audience)]
    return Shown(
        seen=seen, topics=topics, counts=Counter(topic for own in seen for topic in own),
        asks=build_ask_index([_open(p, audience) for p in people], topics, parameters.asks, numbers, told),
        languages=Counter(
            tag for p in people if may_see(p.profile, "languages", audience) for tag in levels(p.profile)
        ),
        towns=Counter((fold(home.city), home.country or "") for home in homes if home),
        events=Counter(visit.event_id for person in people for visit in person.visited if visit.listed),
    )  # fmt: skip


def shown_background(
    seen: Sequence[Mapping[str, TopicEvidence]], known: Background, parameters: Parameters
) -> Background:
    """Return who tells which of the topics that people show are rare."""
    return background_of(_strengths(seen), known, parameters.interest)


def _strengths(seen: Sequence[Mapping[str, TopicEvidence]]) -> list[dict[str, float]]:
    return [strengths(own.values()) for own in seen]


def _open(person: Person, audience: Viewer) -> Person:
    """Return the person without the needs and offers that the audience may not see."""
    spoken = person.traits.sentences
    kept = [i for i, item in enumerate(spoken) if may_see(person.profile, item.field, audience)]
    if len(kept) == len(spoken):
        return person
    traits = replace(
        person.traits, sentences=tuple(spoken[i] for i in kept), vectors=person.traits.vectors[kept]
    )
    return replace(person, traits=traits)
