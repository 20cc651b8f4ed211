"""How many events have the words of a search, from how common the commonest words are: no row is read."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from math import prod
from types import MappingProxyType

import snowballstemmer

from services.events.search.wording import Group, Wording

_NONE: Mapping[str, float] = MappingProxyType({})


class Frequencies:
    """In what share of the events each of the commonest lexemes stands, and at most of any other.

    `beginnings` adds up the shares of all words that begin alike, which are many where each is rare;
    `at_most` tells what is known of a word otherwise.
    """

    def __init__(
        self,
        shares: Mapping[str, float],
        beginnings: Mapping[str, float] = _NONE,
        at_most: Callable[[str], float] = lambda _: 1.0,
    ) -> None:
        self._at_most = at_most
        self._shares = shares
        self._beginnings = beginnings
        self._in_order = sorted(shares)
        self._unknown = min(shares.values(), default=0.0) / 2

    def share(self, wording: Wording) -> float:
        """Return about what share of the events has all words of a query, as if words came independently."""
        return prod(self._of_group(group) for group in wording if not group.is_optional)

    def lists(self, group: Group) -> bool:
        """Tell whether a group is told by words that are all known to be common, or begins such words."""
        phrases = (group.typed, *group.others)
        is_told = any(all(map(self._lists, phrase.split())) for phrase in phrases)
        return is_told or (group.is_open and group.typed in self._beginnings)

    def listed(self, group: Group) -> float:
        """Return in what share of the events a group stands whole, 0 where its words are not known."""
        whole = group._replace(is_open=False, is_optional=False)
        return self.share((whole,)) if self.lists(whole) else 0.0

    def _lists(self, word: str) -> bool:
        return word in self._shares or _stem(word) in self._shares

    def _of_group(self, group: Group) -> float:
        return _any((self._typed(group), *(self._of_all(other.split()) for other in group.others)))

    def _typed(self, group: Group) -> float:
        own = self._of_all(group.typed.split())
        if not group.is_open:
            return own
        longer = _any((own, *self._beginning_with(group.typed)))
        return max(longer, self._beginnings.get(group.typed, 0.0))

    def _of_all(self, words: Iterable[str]) -> float:
        return prod(map(self._of_word, words))

    def _of_word(self, word: str) -> float:
        """A word and its stem stand in much the same events."""
        return max(self._shares.get(it) or self._of_rare(it) for it in (word, _stem(word)))

    def _of_rare(self, word: str) -> float:
        return min(self._unknown, self._at_most(word))

    def _beginning_with(self, word: str) -> Iterator[float]:
        """The shares of longer words, as a rule each told once: a stem is shorter than its word."""
        own = {word, _stem(word)}
        for known in self._in_order[bisect_left(self._in_order, word) :]:
            if not known.startswith(word):
                break
            if known not in own:
                yield self._shares[known]


@dataclass(frozen=True, slots=True)
class Statistics:
    """What Postgres knows of the coming events: how many, their words, those of their titles, their starts.

    `bounds` parts them by start into equally many; nothing is known before an analysis.
    """

    events: float = 0.0
    bounds: tuple[datetime, ...] = ()
    words: Frequencies = field(default_factory=lambda: Frequencies({}))
    titles: Frequencies = field(default_factory=lambda: Frequencies({}))


def _any(shares: Iterable[float]) -> float:
    return 1 - prod(1 - share for share in shares)


@lru_cache(maxsize=10_000)
def _stem(word: str) -> str:
    """Return the stem by the same algorithm as Postgres' `english`."""
    return str(_STEMMER.stemWord(word))


_STEMMER = snowballstemmer.stemmer("english")
