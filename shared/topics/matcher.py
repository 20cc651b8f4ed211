"""The alias dictionary: the longest alias at each place of a text, and whether it may count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from shared.topics.tree import Topic, TopicTree
from shared.topics.words import Word, parts_of, words_of


@dataclass(frozen=True, slots=True)
class Match:
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
            if place < end:
                continue
            match = self._longest(words, place, offset)
            if match is None:
                found += self._inside(words[place], place + offset)
            else:
                found.append(match)
                end = match.end - offset
        return found

    def _promising(self, words: Sequence[Word]) -> Iterator[int]:
        """Yield the places at which an alias or a name in camel case may begin; most words are neither."""
        nodes = self._root.next
        following = [*(word.key for word in words[1:]), ""]
        for place, word in enumerate(words):
            node = nodes.get(word.key)
            begins = node is not None and (node.alias is not None or following[place] in node.next)
            if begins or not (word.written.islower() or word.written.istitle()):
                yield place

    def whole(self, name: str) -> str | None:
        """Return the topic whose alias is exactly this name, in any case; a guarded alias counts."""
        words = words_of(name)
        match = self._longest([Word("", word.key) for word in words], any_case=True) if words else None
        return match.topic_id if match is not None and match.end == len(words) else None

    def _add(self, keys: list[str], alias: _Alias) -> None:
        node = self._root
        for key in keys:
            node = node.next.setdefault(key, _Node())
        node.alias = alias

    def _longest(
        self, words: Sequence[Word], start: int = 0, offset: int = 0, *, any_case: bool = False
    ) -> Match | None:
        nodes = self._root.next
        best: Match | None = None
        for end in range(start, len(words)):
            node = nodes.get(words[end].key)
            if node is None:
                break
            nodes, alias = node.next, node.alias
            if alias is not None and (any_case or _written_so(alias, words[start : end + 1])):
                text = " ".join(word.written for word in words[start : end + 1])
                best = Match(alias.topic_id, start + offset, end + 1 + offset, text, alias.guarded)
        return best

    def _inside(self, word: Word, place: int) -> Iterator[Match]:
        parts = parts_of(word)
        event = any(part.key in self._noise for part in parts)
        for start in range(len(parts)):
            match = self._longest(parts, start)
            if match is not None and parts[start].key not in self._noise:
                guarded = match.guarded and not event
                yield Match(match.topic_id, place, place + 1, word.written, guarded)


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
