"""What scoring reads of one person, whoever else there is: computed once while they stay the same."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from services.matching.people.interests import evidence, strengths, visible_evidence
from services.matching.people.languages import levels
from services.matching.people.person import NAMED, Person, TopicEvidence
from services.matching.people.visibility import Viewer, home_of, may_influence, may_see
from services.matching.recommend.arrays import Ints
from services.matching.recommend.population.calling import Names, calling
from services.matching.recommend.population.facets import code_of, facets_of
from services.matching.recommend.population.kindred import Named, names_of
from services.matching.recommend.population.telling_words import NOTHING_SAID, Places, said_words
from services.matching.recommend.population.term_index import count_stems
from shared.contracts.people import HomePlace, Profile
from shared.text import fold

Town = tuple[str, str]
"""Folded city, and country; both empty where not stated."""

UNSTATED: Town = ("", "")


@dataclass(frozen=True, slots=True, eq=False)
class Own:
    """One person, as scoring reads them."""

    person: Person
    strengths: Mapping[str, float]
    """Of all their topics, by id."""
    seen: Mapping[str, TopicEvidence]
    """The topics that the audience may see."""
    words: Counter[str]
    """Of all they wrote and named."""
    told: Counter[str]
    """The words of running text alone: a name is a topic, and shared as one."""
    named: Named
    """The names of who wrote nothing else."""
    facets: Ints
    open: Person
    """The person less what the audience may not see of what they wrote."""
    said: Places
    """Where among the sentences of `open` each word is said that may tell something."""
    shown: Mapping[str, float]
    """The strengths of the topics that are `seen`."""
    names: Names
    """What they call topics where the audience may see it."""
    speaks: Mapping[str, float]
    """The level of each language."""
    home: Town
    filled: int
    """How many fields of `COUNTED` are filled."""


def own_of(
    person: Person, now: datetime, labels: Mapping[str, str], audience: Viewer, here: str | None
) -> Own:
    """Compute what the scope of an event (None: of no event) reads of a person on a day."""
    found = evidence(person, now, labels, here=here)
    topics, told = strengths(found), count_stems(_texts(person, named=False))
    seen, opened = visible_evidence(person, found, audience), open_part(person, audience)
    return Own(
        person=person,
        strengths=topics,
        seen=seen,
        words=_with_names(told, person),
        told=told,
        named=names_of(person.traits),
        facets=code_of(facets_of(person, topics)),
        open=opened,
        said=said_words(opened.traits.sentences) if told else NOTHING_SAID,
        shown=strengths(seen.values()),
        names=calling(person, labels, audience),
        speaks=levels(person.profile),
        home=town_of(home_of(person.profile)),
        filled=filled(person.profile),
    )


def stems_of(person: Person) -> tuple[Counter[str], Counter[str]]:
    """Return how often a person says or names each word, and how often in running text alone."""
    told = count_stems(_texts(person, named=False))
    return _with_names(told, person), told


def _with_names(told: Counter[str], person: Person) -> Counter[str]:
    names = list(_texts(person, named=True))
    return told + count_stems(names) if names else told


def _texts(person: Person, *, named: bool) -> Iterator[str]:
    """Yield what a person names, or what else they say."""
    return (it.text for it in person.traits.sentences if (it.field in NAMED) == named)


def open_part(person: Person, audience: Viewer) -> Person:
    """Return the person without what they wrote that the audience may not see."""
    spoken = person.traits.sentences
    fields = {item.field for item in spoken}
    hidden = {name for name in fields if not may_see(person.profile, name, audience)}
    if not hidden:
        return person
    kept = [i for i, item in enumerate(spoken) if item.field not in hidden]
    traits = replace(
        person.traits, sentences=tuple(spoken[i] for i in kept), vectors=person.traits.vectors[kept]
    )
    return replace(person, traits=traits)


def town_of(home: HomePlace | None) -> Town:
    """Return the folded name of the city and the country's ISO code, as towns are compared."""
    return (fold(home.city), home.country or "") if home else UNSTATED


COUNTED = ("headline", "bio", "interests", "skills", "needs", "offers", "languages", "place")


def filled(profile: Profile) -> int:
    """Return how many of the fields that help to know a person, `COUNTED`, are filled."""
    hidden = {name for name in profile.visibility if not may_influence(profile, name)}
    return sum(bool(getattr(profile, name)) for name in COUNTED if name not in hidden)
