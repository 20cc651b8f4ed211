"""Words of other languages for a field, told in English: topics and vectors know no other."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from services.matching.people.derive import Classifier, Embedder
from services.matching.people.person import Vectors
from shared.text import common_words, fold
from shared.topics import TopicScore, TopicTree

_WORD = re.compile(r"\w+")
_SHORTEST = 4
"""Letters of a phrase; shorter ones, such as `KI`, are words of other languages besides."""
_LIKE = 0.55
"""Cosine of two phrases, from which on they say about the same."""


class InEnglish:
    """Puts the English of a field's name in place of what other languages call it; other words stay.

    So do names that `means_else` tells of, with their English: words of English that say something else there
    (an island, a class, personal).
    """

    def __init__(
        self, sets: Iterable[Sequence[str]], tree: TopicTree,
        means_else: Callable[[str, str], bool] = lambda _, __: False,
    ) -> None:  # fmt: skip
        self._first: dict[tuple[str, ...], str] = {}
        meant = [(english, tuple(others)) for english, *others in sets]
        named = {word for text in (*_named(tree), *(it for it, _ in meant)) for word in _words(text)}
        for english, others in meant:
            for phrase in others:
                words = _words(phrase)
                if len(phrase) >= _SHORTEST and not (named.issuperset(words) or means_else(phrase, english)):
                    self._first.setdefault(words, english)
        self._opens = {words[0] for words in self._first}
        self._longest = max(map(len, self._first), default=0)

    def __call__(self, text: str) -> str:
        """Return the text with what is known of it in English, the longest phrases first."""
        found = list(_WORD.finditer(text))
        words = [fold(word.group()) for word in found]
        if self._opens.isdisjoint(words):
            return text
        told, written, place = [], 0, 0
        while place < len(words):
            size = self._size(words, place)
            if size:
                english = self._first[tuple(words[place : place + size])]
                told += [text[written : found[place].start()], english]
                written = found[place + size - 1].end()
            place += size or 1
        return "".join([*told, text[written:]])

    def _size(self, words: list[str], place: int) -> int:
        """Return how many words of a known phrase begin here; 0 for none."""
        if words[place] not in self._opens:
            return 0
        sizes = range(min(self._longest, len(words) - place), 0, -1)
        return next((size for size in sizes if tuple(words[place : place + size]) in self._first), 0)


@dataclass(frozen=True, slots=True)
class EnglishClassifier:
    """Finds topics in the English of a text."""

    english: InEnglish
    inner: Classifier

    def classify(self, title: str, text: str, hints: tuple[str, ...] = ()) -> tuple[TopicScore, ...]:
        """Return at most five topics, the surest first."""
        return self.inner.classify(self.english(title), self.english(text), hints)


@dataclass(frozen=True, slots=True)
class EnglishEmbedder:
    """Turns the English of texts into vectors.

    `careful` is for all but two words, of which one tells what the other means: `photography classes`.
    """

    english: InEnglish
    careful: InEnglish
    inner: Embedder

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row per text; a zero row for an empty one."""
        by_two = (self.english if text.count(" ") == 1 else self.careful for text in texts)
        return self.inner.embed([told(text) for told, text in zip(by_two, texts, strict=True)])


def means_else(embedder: Embedder) -> Callable[[str, str], bool]:
    """Return what tells that a phrase is of English words, too, and there says else than its translation."""

    def tell(phrase: str, english: str) -> bool:
        if not phrase.isascii() or not common_words().keys() >= set(_words(phrase)):
            return False
        one, other = embedder.embed([phrase, english])
        return float(one @ other) < _LIKE

    return tell


def _named(tree: TopicTree) -> Iterable[str]:
    for topic in tree.topics.values():
        yield from (topic.label, topic.description, *topic.aliases, *topic.exact, *topic.guarded)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))
