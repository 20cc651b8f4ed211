"""What scoring reads of one person, whoever else there is: computed once while they stay the same."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from services.matching.people.interests import evidence, strengths, visible_evidence
from services.matching.people.person import NAMED, Person, TopicEvidence
from services.matching.people.visibility import Viewer
from services.matching.recommend.facets import code_of, facets_of
from services.matching.recommend.kindred import Named, names_of
from services.matching.recommend.term_index import count_stems
from services.matching.recommend.topic_index import Ints


@dataclass(frozen=True, slots=True, eq=False)
class Own:
    """One person: `strengths` of topics, the topics that are `seen`, the count of `words`, and `facets`.

    `told` counts the words of running text alone: a name is a topic, and shared as one. `named` are the names
    of who wrote nothing else.
    """

    person: Person
    strengths: Mapping[str, float]
    seen: Mapping[str, TopicEvidence]
    words: Counter[str]
    told: Counter[str]
    named: Named
    facets: Ints


def own_of(
    person: Person, now: datetime, labels: Mapping[str, str], audience: Viewer, here: str | None
) -> Own:
    """Compute what the scope of an event (None: of no event) reads of a person on a day."""
    found = evidence(person, now, labels, here=here)
    topics, told = strengths(found), count_stems(_texts(person, named=False))
    return Own(
        person=person,
        strengths=topics,
        seen=visible_evidence(person, found, audience),
        words=told + count_stems(_texts(person, named=True)),
        told=told,
        named=names_of(person.traits),
        facets=code_of(facets_of(person, topics)),
    )


def _texts(person: Person, *, named: bool) -> Iterator[str]:
    """Yield what a person names, or what else they say."""
    return (it.text for it in person.traits.sentences if (it.field in NAMED) == named)
