"""From a person's own words to topics of the tree; words it lacks stand for themselves."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from shared.text import fold
from shared.topics import TopicTree

ABBREVIATION = 4
"""Characters at most of a phrase that may be short for a topic: `k8s`, `HR`."""

_WORD = re.compile(r"\w+")

OWN_WORD = "~"
"""Starts the id of a topic that is not in the tree but in people's words: `~sourdough`."""


class TopicWords:
    """Finds the topic that a short phrase names; `english` says what other languages call it."""

    def __init__(self, tree: TopicTree, english: Callable[[str], str] | None = None) -> None:
        self.labels: dict[str, str] = {area.id: area.label for area in tree.areas.values()}
        self.labels |= {topic.id: topic.label for topic in tree.topics.values()}
        self._ids = _phrases(tree)
        self._fields = _words_of_fields(tree)
        self._english = english

    def find(self, phrase: str) -> tuple[str, str]:
        """Return (topic id, label) for a phrase; one that the tree lacks is its own topic."""
        key = phrase if phrase in self.labels else self._ids.get(fold(phrase).strip())
        if key is None and self._english is not None:
            key = self._ids.get(fold(self._english(phrase)).strip())
        if key is not None:
            return key, self.labels[key]
        return OWN_WORD + fold(phrase).strip(), phrase

    def field_in(self, text: str) -> str | None:
        """Return the area, or the topic, that a word of a text names: `I study law`, `Educator`."""
        words = _WORD.findall(fold(self._english(text) if self._english is not None else text))
        return next((self._fields[word] for word in words if word in self._fields), None)

    def spelt(self, phrase: str) -> str:
        """Return a phrase in words: a topic id or an abbreviation as its label, else as it was written.

        One's own words tell more than the label of a topic that holds them among others.
        """
        short = len(phrase) <= ABBREVIATION
        return self.find(phrase)[1] if short else self.labels.get(phrase, phrase)


def _phrases(tree: TopicTree) -> Mapping[str, str]:
    """Map every folded label and alias to its id; labels win over aliases, topics over areas."""
    phrases: dict[str, str] = {}
    for key, topic in tree.topics.items():
        for alias in (*topic.aliases, *topic.exact, *topic.guarded):
            phrases.setdefault(fold(alias), key)
    phrases |= {fold(area.label): key for key, area in tree.areas.items()}
    return phrases | {fold(topic.label): key for key, topic in tree.topics.items()}


def _words_of_fields(tree: TopicTree) -> Mapping[str, str]:
    """Map what one is, and the names of areas of one word, to the field; of people anybody speaks."""
    called = {fold(word): area.id for area in tree.areas.values() for word in area.called}
    called |= {fold(word): topic.id for topic in tree.topics.values() for word in topic.called}
    areas = tree.areas.items()
    return called | {key: key for key, it in areas if fold(it.label).split()[0] == key != "people"}


@lru_cache(1 << 16)
def parent(topic: str) -> str | None:
    """Return the area of a topic; None for an area and for a word of one's own."""
    if topic.startswith(OWN_WORD) or "." not in topic:
        return None
    return topic.split(".", 1)[0]
