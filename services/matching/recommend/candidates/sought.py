"""Needs and offers as words of an index, to look among everybody for those that answer one another.

An ask is `need:mentor`, and with each of its topics and their areas `need:mentor:cloud.kubernetes`.
What is said without a kind is in no index: meaning and topics find it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from services.matching.people.person import Person, Sentence
from services.matching.people.words import parent
from services.matching.recommend.features.ask import SAID, item_of
from services.matching.recommend.parameters import AskNumbers
from shared.contracts.people import Need

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """Words of asks that answer mine, or that mine answer: of any topic, of my areas, of my topics.

    An ask of mine that names no topic goes with any: then `areas` has the word of any topic.
    """

    kinds: Words
    areas: Words
    topics: Words


def asks_of(person: Person) -> Words:
    """Return the words of all that a person looks for and offers."""
    return _sorted(
        word
        for ask in _asks(person)
        for word in (_word(person, ask), *_about(_word(person, ask), (*ask.topics, *_areas(ask))))
    )


def sought(person: Person, numbers: AskNumbers) -> tuple[Sought, Sought]:
    """Return the words of what answers a person's needs, and of needs that the person answers."""
    mine = [(ask, _answer(person, ask, numbers)) for ask in _asks(person)]
    theirs = [(ask, _answered(person, ask, numbers)) for ask in _asks(person)]
    return _sought(mine), _sought(theirs)


def _sought(found: list[tuple[Sentence, Words]]) -> Sought:
    return Sought(
        kinds=_sorted(word for _, words in found for word in words),
        areas=_sorted(
            it for ask, words in found for word in words for it in (_about(word, _areas(ask)) or (word,))
        ),
        topics=_sorted(it for ask, words in found for word in words for it in _about(word, ask.topics)),
    )


def _answer(person: Person, ask: Sentence, numbers: AskNumbers) -> Words:
    item = item_of(person, ask)
    if not isinstance(item, Need):
        return ()
    offers, needs = numbers.met_by.get(item.kind, {}), numbers.met_by_need.get(item.kind, {})
    return (*(f"offer:{kind}" for kind in offers if kind != SAID), *(f"need:{kind}" for kind in needs))


def _answered(person: Person, ask: Sentence, numbers: AskNumbers) -> Words:
    item = item_of(person, ask)
    table = numbers.met_by_need if isinstance(item, Need) else numbers.met_by
    return tuple(f"need:{kind}" for kind, answers in table.items() if kind != SAID and item.kind in answers)


def _asks(person: Person) -> Iterator[Sentence]:
    return (ask for ask in person.traits.sentences if ask.field in {"needs", "offers"})


def _word(person: Person, ask: Sentence) -> str:
    return f"{ask.field.removesuffix('s')}:{item_of(person, ask).kind}"


def _areas(ask: Sentence) -> Words:
    return tuple(parent(topic) or topic for topic in ask.topics)


def _about(word: str, topics: Iterable[str]) -> Words:
    return tuple(f"{word}:{topic}" for topic in topics)


def _sorted(words: Iterable[str]) -> Words:
    return tuple(sorted(set(words)))
