"""Needs and offers as words of an index, to look among everybody for those that answer one another.

An ask is `need:mentor`, and with each of its topics and their areas `need:mentor:cloud.kubernetes`. What one
can do by a bio, a headline or a skill is `offer:said` with its topics alone, and looks for needs on these:
nearly everyone says something, so that the bare word is kept of nobody. Without a topic, meaning finds it.
Needs of the kinds that it meets are `open:cloud.kubernetes`, too: a skill looks for one word, not for eight.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from services.matching.people.person import Person
from services.matching.people.words import parent
from services.matching.recommend.features.ask import SAID, item_of, said_of
from services.matching.recommend.parameters import AskNumbers

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """Words of asks that answer mine, or that mine answer: of any topic, of my areas, of my topics.

    An ask of mine that names no topic goes with any: then `areas` has the word of any topic.
    """

    kinds: Words
    areas: Words
    topics: Words


class _Stated(NamedTuple):
    is_need: bool
    kind: str
    topics: Words

    @property
    def side(self) -> str:
        return f"{'need' if self.is_need else 'offer'}:{self.kind}"

    @property
    def areas(self) -> Words:
        return tuple(parent(topic) or topic for topic in self.topics)


_OPEN = "open"


def asks_of(person: Person, numbers: AskNumbers) -> Words:
    """Return the words of all that a person looks for and offers, typed or by their own words."""
    found: set[str] = set()
    for ask in _stated(person):
        found.update(_bare(ask, ask.side), _about(ask.side, (*ask.topics, *ask.areas)))
        if ask.is_need and SAID in numbers.met_by.get(ask.kind, {}):
            found.update(_about(_OPEN, (*ask.topics, *ask.areas)))
    return _sorted(found)


def sought(person: Person, numbers: AskNumbers) -> tuple[Sought, Sought]:
    """Return the words of what answers a person's needs, and of needs that the person answers."""
    mine = [(ask, _answer(ask, numbers)) for ask in _stated(person)]
    theirs = [(ask, _answered(ask, numbers)) for ask in _stated(person)]
    return _sought(mine), _sought(theirs)


def _sought(found: list[tuple[_Stated, Words]]) -> Sought:
    return Sought(
        kinds=_sorted(it for ask, words in found for word in words for it in _bare(ask, word)),
        areas=_sorted(
            it for ask, words in found for word in words for it in _about(word, ask.areas) or (word,)
        ),
        topics=_sorted(it for ask, words in found for word in words for it in _about(word, ask.topics)),
    )


def _bare(ask: _Stated, word: str) -> Words:
    return (word,) if ask.is_need or ask.kind != SAID else ()


def _answer(ask: _Stated, numbers: AskNumbers) -> Words:
    if not ask.is_need:
        return ()
    offers, needs = numbers.met_by.get(ask.kind, {}), numbers.met_by_need.get(ask.kind, {})
    return (*(f"offer:{kind}" for kind in offers), *(f"need:{kind}" for kind in needs))


def _answered(ask: _Stated, numbers: AskNumbers) -> Words:
    if not _bare(ask, ask.side):
        return (_OPEN,)
    table = numbers.met_by_need if ask.is_need else numbers.met_by
    return tuple(f"need:{kind}" for kind, answers in table.items() if ask.kind in answers)


def _stated(person: Person) -> Iterator[_Stated]:
    for it in person.traits.sentences:
        if it.field in {"needs", "offers"}:
            yield _Stated(it.field == "needs", item_of(person, it).kind, it.topics)
    for _, is_need, topics in said_of(person):
        if is_need or topics:
            yield _Stated(is_need, SAID, topics)


def _about(word: str, topics: Iterable[str]) -> Words:
    return tuple(f"{word}:{topic}" for topic in topics)


def _sorted(words: Iterable[str]) -> Words:
    return tuple(sorted(set(words)))
