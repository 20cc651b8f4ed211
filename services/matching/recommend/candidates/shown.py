"""What the audience of a roster may see of all its people: the counts that a sentence may tell."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from services.matching.people.person import TopicEvidence
from services.matching.people.visibility import Viewer, may_see
from services.matching.people.words import parent
from services.matching.recommend import phrases
from services.matching.recommend.features.ask_index import AskIndex, AskNorms, build_ask_index
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.population.own import UNSTATED, Own
from services.matching.recommend.population.telling_words import FewSay
from services.matching.recommend.population.topic_index import (
    Background,
    TopicIndex,
    background_of,
    index_topics,
)
from shared.kernel.languages import NAMES

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """Indexes and counts of visible fields alone, so that no sentence moves with one that is not.

    `seen[p]` are the topics that p shows; `counts` the people who show each, and `tails` the words that say
    that these are few, empty where they are not; `named` are such words for each name of a topic. `common`
    are those, and areas, that so many show that they are no reason to meet anybody in particular;
    `few_speak` are the languages that few of those `speaking`, who show any, show, each with the words that
    say so: whoever shows none may speak all.
    """

    seen: tuple[Mapping[str, TopicEvidence], ...]
    topics: TopicIndex
    counts: Mapping[str, int]
    tails: Mapping[str, str]
    named: Mapping[tuple[str, str], str]
    common: frozenset[str]
    asks: AskIndex
    words: FewSay
    languages: Mapping[str, int]
    speaking: int
    few_speak: Mapping[str, str]
    towns: Mapping[tuple[str, str], int]
    events: Mapping[str, int]
    titles: Mapping[str, str]
    """Of those events."""


def build_shown(
    own: Sequence[Own], audience: Viewer, known: Background, parameters: Parameters, told: AskNorms | None,
    words: FewSay,
) -> Shown:  # fmt: skip
    """Index what the audience may see of the people of a roster, in its order; `known` tells what is rare."""
    numbers, seen = parameters.interest, tuple(one.seen for one in own)
    topics = index_topics([one.shown for one in own], known, numbers)
    counts = Counter(topic for its in seen for topic in its)
    spoken = [one.speaks for one in own if one.speaks and may_see(one.person.profile, "languages", audience)]
    languages, speaking = Counter(tag for each in spoken for tag in each), len(spoken)
    listed = [visit for one in own for visit in one.person.visited if visit.listed]
    homes = (one.home for one in own if may_see(one.person.profile, "place", audience))
    return Shown(
        seen=seen, topics=topics, counts=counts,
        tails=_tails(counts, len(own), parameters),
        named=_tails(_called(own), len(own), parameters),
        common=_common(seen, counts, parameters) if len(own) >= numbers.least_population else frozenset(),
        asks=build_ask_index([one.open for one in own], topics, parameters.asks, numbers, told),
        words=words.at_most(max(3.0, parameters.explain.rare_word * len(own))),
        languages=languages, speaking=speaking, few_speak=_few_speak(languages, speaking, parameters),
        towns=Counter(home for home in homes if home != UNSTATED),
        events=Counter(visit.event_id for visit in listed), titles={it.event_id: it.title for it in listed},
    )  # fmt: skip


def _common(
    seen: Sequence[Mapping[str, TopicEvidence]], counts: Mapping[str, int], parameters: Parameters
) -> frozenset[str]:
    numbers = parameters.explain
    areas = Counter(area for its in seen for area in {parent(topic) or topic for topic in its})
    shares = (counts, numbers.common), (areas, numbers.common_area)
    return frozenset(it for found, share in shares for it, many in found.items() if many > share * len(seen))


def _called(own: Sequence[Own]) -> Counter[tuple[str, str]]:
    return Counter((topic, name) for one in own for topic, names in one.names.items() for name in names)


def _tails(counts: Mapping[Key, int], people: int, parameters: Parameters) -> dict[Key, str]:
    return {
        key: phrases.share_of(count, people, rare=_few(count, people, parameters))
        for key, count in counts.items()
    }


def _few_speak(languages: Mapping[str, int], people: int, parameters: Parameters) -> dict[str, str]:
    return {
        tag: phrases.share_of(count, people, rare=True, who="people who name languages")
        for tag, count in languages.items()
        if tag in NAMES and _few(count, people, parameters)
    }


def _few(count: int, people: int, parameters: Parameters) -> bool:
    few = count <= max(phrases.TWO, parameters.explain.rare * people)
    return few and people >= parameters.interest.least_population


def shown_background(own: Sequence[Own], known: Background, parameters: Parameters) -> Background:
    """Return who tells which of the topics that people show are rare."""
    return background_of([one.shown for one in own], known, parameters.interest)
