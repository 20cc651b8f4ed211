"""The alias dictionary: the longest alias at each place of a text, and whether it may count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from shared.text.remembered import Remembered
from shared.topics.tree import Topic, TopicTree
from shared.topics.words import Word, parts_of, word_of, words_of

_HALVES: Final = frozenset({"am", "pm"})
_DOERS: Final = frozenset({"i", "we"})


class Match(NamedTuple):
    """Words that name a topic; `guarded` ones need another sign of its area."""

    topic_id: str
    start: int
    end: int
    written: str
    guarded: bool


@dataclass(frozen=True, slots=True)
class _Alias:
    topic_id: str
    exact: tuple[str, ...] | None
    """The words as they must be written, or None where case does not matter."""
    guarded: bool


@dataclass(slots=True)
class _Node:
    """One word further into the aliases that begin alike."""

    next: dict[str, "_Node"] = field(default_factory=dict)
    alias: _Alias | None = None


class AliasMatcher:
    """Finds aliases; built once from a tree, never changed after."""

    def __init__(self, tree: TopicTree) -> None:
        self._root = _Node()
        self._noise = tree.noise
        self._openings = Remembered(self._opening)
        for topic in tree.topics.values():
            for alias, written in _aliases(topic):
                self._add([word.key for word in written], alias)

    def find(self, words: Sequence[Word], offset: int = 0) -> list[Match]:
        """Return matches in order, none overlapping; names in camel case are also looked into.

        `offset` is added to their places: how many words stand before these.
        """
        found: list[Match] = []
        end = 0
        for place in self._promising(words):
            if place < end or _is_clock(words, place):
                continue
            match = self._longest(words, place, offset)
            if match is not None and _is_clause(words, place, match):
                continue
            if match is None:
                found += self._inside(words[place], place + offset)
            else:
                found.append(match)
                end = match.end - offset
        return found

    def _promising(self, words: Sequence[Word]) -> Iterator[int]:
        """Yield the places at which an alias or a name in camel case may begin; most words are neither."""
        openings = self._openings
        last = len(words) - 1
        for place, second in [
            (at, begun) for at, word in enumerate(words) if (begun := openings[word.written]) is not None
        ]:
            if not second or (place < last and words[place + 1].key in second):
                yield place

    def _opening(self, written: str) -> frozenset[str] | None:
        """Return the words of which one must follow for an alias to begin here; empty: any, None: none."""
        node = self._root.next.get(word_of(written).key)
        if not (written.islower() or written.istitle()) or (node and node.alias):
            return frozenset()
        return frozenset(node.next) if node else None

    def whole(self, name: str) -> str | None:
        """Return the topic whose alias is exactly this name, in any case; a guarded alias counts."""
        node = self._root
        for word in words_of(name):
            further = node.next.get(word.key)
            if further is None:
                return None
            node = further
        return node.alias.topic_id if node.alias else None

    def _add(self, keys: list[str], alias: _Alias) -> None:
        node = self._root
        for key in keys:
            node = node.next.setdefault(key, _Node())
        node.alias = alias

    def _longest(self, words: Sequence[Word], start: int = 0, offset: int = 0) -> Match | None:
        node: _Node | None = self._root
        best: tuple[_Alias, int] | None = None
        for end in range(start, len(words)):
            node = node.next.get(words[end].key) if node else None
            if node is None:
                break
            alias = node.alias
            if alias is not None and _written_so(alias, words[start : end + 1]):
                best = alias, end + 1
        if best is None:
            return None
        alias, end = best
        text = " ".join([word.written for word in words[start:end]])
        return Match(alias.topic_id, start + offset, end + offset, text, alias.guarded)

    def _inside(self, word: Word, place: int) -> Iterator[Match]:
        parts = parts_of(word)
        event = any(part.key in self._noise for part in parts)
        for start in range(len(parts)):
            match = self._longest(parts, start)
            if match is not None and parts[start].key not in self._noise:
                guarded = match.guarded and not event
                yield Match(match.topic_id, place, place + 1, word.written, guarded)


def _is_clock(words: Sequence[Word], place: int) -> bool:
    """Tell whether a word is the half of the day behind an hour, `2:00 PM`."""
    return words[place].key in _HALVES and place > 0 and words[place - 1].written[-1].isdigit()


def _is_clause(words: Sequence[Word], place: int, match: Match) -> bool:
    """Tell whether words are what somebody does, and no name: `I build pipelines`."""
    return match.end - match.start > 1 and place > 0 and words[place - 1].key in _DOERS


def _aliases(topic: Topic) -> Iterator[tuple[_Alias, list[Word]]]:
    guarded = {_keys(text) for text in topic.guarded}
    for text in (topic.label, *topic.aliases):
        if _keys(text) not in guarded:
            yield _Alias(topic.id, None, guarded=False), words_of(text)
    for text in topic.exact:
        yield _Alias(topic.id, _spelling(text), guarded=False), words_of(text)
    for text in topic.guarded:
        exact = None if text.islower() else _spelling(text)
        yield _Alias(topic.id, exact, guarded=True), words_of(text)


def _written_so(alias: _Alias, words: Sequence[Word]) -> bool:
    return alias.exact is None or alias.exact == tuple(word.written for word in words)


def _spelling(text: str) -> tuple[str, ...]:
    return tuple(word.written for word in words_of(text))


def _keys(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in words_of(text))
