"""What is fitted to a population: what is rare, what goes together, how likenesses spread.

With it kept, the people of a roster may come and go, each a row; and people of a population too large to be
held are scored as if all of it were.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from services.matching.people.person import Vectors
from services.matching.recommend.features.ask_index import AskNorms
from services.matching.recommend.features.interest import Rows, Scales
from services.matching.recommend.features.preference import Norms
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.population.kindred import Kindred, fit_kindred, kindred_rows
from services.matching.recommend.population.latent import along, directions
from services.matching.recommend.population.own import Own
from services.matching.recommend.population.telling_words import FewSay, few_say, said_rows
from services.matching.recommend.population.term_index import Vocabulary, term_rows, vocabulary, weigh
from services.matching.recommend.population.text_index import centred, in_common, meaning
from services.matching.recommend.population.topic_index import Background, TopicIndex, topic_rows


@dataclass(frozen=True, slots=True, eq=False)
class Spaces:
    """Directions in which people are compared: of `topics` by their column, of `words`, and of meaning.

    `middle` is what texts have in common, of who only names things and of who tells more.
    `words` is None where people are too few to tell which are rare.
    """

    topics: Mapping[str, int]
    circles: Vectors
    words: Vocabulary | None
    latent: Vectors | None
    middle: Vectors
    kindred: Kindred
    few: FewSay


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """All that is fitted to `people` of them; `shown` and `shown_asks` to what their audience may see."""

    people: int
    topics: Background
    shown: Background
    spaces: Spaces
    scales: Scales
    norms: Norms
    asks: AskNorms
    shown_asks: AskNorms


def interest_terms(
    own: Sequence[Own], index: TopicIndex, parameters: Parameters, spaces: Spaces | None
) -> tuple[dict[str, Rows], Spaces]:
    """Return every likeness by its name, as rows whose products it is; and the spaces they lie in.

    The spaces are those given, else fitted to these people.
    """
    numbers, topics = parameters.interest, [one.strengths for one in own]
    places = spaces.topics if spaces else _shared(index)
    by_topic = topic_rows(topics, places, index.weight)
    circles = spaces.circles if spaces else directions(by_topic, parameters.latent)
    texts, tells = meaning([one.person.traits for one in own]), np.array([bool(one.told) for one in own], int)
    middle = spaces.middle if spaces else in_common(texts, tells, numbers.least_population)
    terms: dict[str, Rows] = {
        "topics": topic_rows(topics, _numbered(index.rows), index.telling),
        "circles": along(by_topic, circles),
        "meaning": centred(texts, middle[tells]),
    }
    words = spaces.words if spaces else _vocabulary(own, numbers.least_population)
    latent = spaces.latent if spaces else None
    if words is not None:
        weighed = weigh([one.words for one in own], words)
        by_word = term_rows(weighed, words)
        latent = directions(by_word, parameters.latent) if latent is None else latent
        terms["latent"] = along(by_word, latent)
        same = all(one.told is one.words for one in own)
        told = weighed if same else weigh([one.told for one in own], words)
        terms["words"] = term_rows(told, words, numbers.length_slope)[:, words.rare(numbers.rare_share)]
    named = [one.named for one in own]
    kindred = spaces.kindred if spaces else fit_kindred(named, parameters.kindred, parameters.latent)
    terms["kindred"] = kindred_rows(named, kindred, parameters.kindred)
    spoken = [one.said for one in own]
    few = spaces.few if spaces else few_say(spoken, max(2.0, parameters.explain.rare * len(own)))
    terms["said"] = said_rows(spoken, few)
    return terms, Spaces(places, circles, words, latent, middle, kindred, few)


def _shared(index: TopicIndex) -> dict[str, int]:
    """Number the topics that at least two people have: the others tell of nobody else."""
    return _numbered(topic for topic, people in index.rows.items() if len(people) > 1)


def _numbered(topics: Iterable[str]) -> dict[str, int]:
    return {topic: i for i, topic in enumerate(topics)}


def _vocabulary(own: Sequence[Own], least_population: int) -> Vocabulary | None:
    return vocabulary([one.words for one in own]) if len(own) >= least_population else None
