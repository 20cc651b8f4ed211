"""The words that coming events use, and what a misspelt word was meant to be."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from services.events.search.gatherings import KIND_OF
from services.events.search.wording import MOST_JOINED, Group, Wording, typed_together

SHORTEST_WORD, LONGEST_WORD = 3, 40
_SMALL_PART = 2
_YEAR = 4
_SHORTEST_JOINED = 5
MOST_WORDS = 50_000
MOST_MEANT = 3
MOST_SLIPS = 2
_ONE_SLIP = 4
"""Letters up to which a word may have one slip of the pen; longer ones may have two."""
_LOOKED_AT = 40
_COMMONER = 3
_OF_GATHERING = 0.5
"""What a word for a sort of gathering weighs beside others."""

Mends = tuple[tuple[str, tuple[str, ...]], ...]
"""Words as typed, and what each was likely meant to be, the likeliest first."""


class Spellings:
    """Words by length, with the set of each one's letters as bits, to compare few of very many."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words, key=len)
        self._lengths = np.fromiter(map(len, self._words), np.int8)
        self._first = np.searchsorted(self._lengths, np.arange(LONGEST_WORD + 2 * MOST_SLIPS)).tolist()
        self._letters = _letters(self._words)

    def like(self, word: str, slips: int) -> list[str]:
        """Return the words that can be so many slips from this one, and some that are further.

        A letter too many or missing is one difference of length and one of letters, a wrong one two of
        letters, swapped ones none.
        """
        near = slice(self._first[max(len(word) - slips, 0)], self._first[len(word) + slips + 1])
        differing = np.bitwise_count(self._letters[near] ^ _letters_of(word))
        differing += np.abs(self._lengths[near] - np.int8(len(word))).view(np.uint8)
        found = (differing <= 2 * slips).nonzero()[0] + near.start
        return list(map(self._words.__getitem__, found.tolist()))


def _letters(words: Sequence[str]) -> NDArray[np.uint32]:
    """Return the letters of each word as 32 bits, of which a digit shares a letter's."""
    if not words:
        return np.zeros(0, np.uint32)
    codes = np.array(words, dtype=str).view(np.uint32).reshape(len(words), -1)
    bits = np.where(codes, np.uint32(1) << (codes & 31), np.uint32(0))
    letters: NDArray[np.uint32] = np.bitwise_or.reduce(bits, axis=1)
    return letters


def _letters_of(word: str) -> np.uint32:
    """Return those of one word, which takes a thirtieth of the time so."""
    letters = 0
    for letter in word:
        letters |= 1 << (ord(letter) & 31)
    return np.uint32(letters)


class Lexicon:
    """Folded words and how many events use each. Immutable; looking up a misspelt word takes milliseconds."""

    def __init__(self, events_of: Mapping[str, int], events: int) -> None:
        self._events_of = events_of
        self._events = events
        self._in_order = sorted(events_of)
        self._spellings = Spellings(self._in_order)

    def knows(self, word: str, *, is_beginning: bool = False) -> bool:
        """Tell whether events use a word, or its other number, or words that begin with it."""
        return (
            word.isdigit()
            or word in self._events_of
            or (not word.endswith("s") and f"{word}s" in self._events_of)
            or (word.endswith("s") and word[:-1] in self._events_of)
            or (is_beginning and self._begins(word))
        )

    def meant(self, word: str) -> tuple[str, ...]:
        """Return what a misspelt word may have been meant to be, the nearest and then the commonest first.

        Slips are letters that are missing, too many, wrong or swapped, and a space that is missing.
        """
        if not SHORTEST_WORD <= len(word) <= LONGEST_WORD:
            return ()
        found = [*self._near(word, 1), *self._pairs(word)]
        if not found and len(word) > _ONE_SLIP:
            found = self._near(word, MOST_SLIPS)
        likely = sorted(found, key=lambda it: (it[0] != word[0], -self._commonness(it), it))
        small = [*self._with_small_part(word)][:1]
        return (*likely[: MOST_MEANT - len(small)], *small)

    def has_joined(self, word: str) -> bool:
        """Tell whether events use a word that was typed as several."""
        return len(word) >= _SHORTEST_JOINED and word in self._events_of

    def weight(self, phrases: Iterable[str]) -> float:
        """Return how much it tells that an event has one of these phrases; nothing where none does.

        The inverse document frequency: log(1 + events / events with it).
        """
        found = self.events_with(phrases)
        return log(1 + self._events / found) if found else 0.0

    def events_with(self, phrases: Iterable[str]) -> int:
        """Return about how many events have the commonest of these phrases."""
        return max((self._commonness(phrase) for phrase in phrases), default=0)

    def _begins(self, word: str) -> bool:
        at = bisect_left(self._in_order, word)
        return at < len(self._in_order) and self._in_order[at].startswith(word)

    def _near(self, word: str, slips: int) -> list[str]:
        """Return the words at so many slips, the nearest first."""
        known = self._spellings.like(word, slips)
        near = extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=_LOOKED_AT)
        return [meant for meant, _, _ in near]

    def _pairs(self, word: str) -> Iterator[str]:
        for cut in range(SHORTEST_WORD, len(word) - SHORTEST_WORD + 1):
            if word[:cut] in self._events_of and word[cut:] in self._events_of:
                yield f"{word[:cut]} {word[cut:]}"

    def _with_small_part(self, word: str) -> Iterator[str]:
        """A known word with a year behind it (`pycon2027`), or with two letters, too few to be counted."""
        if word[-_YEAR:].isdigit() and word[:-_YEAR] in self._events_of:
            yield word[:-_YEAR]
        if word[:-_SMALL_PART] in self._events_of:
            yield f"{word[:-_SMALL_PART]} {word[-_SMALL_PART:]}"
        if word[_SMALL_PART:] in self._events_of:
            yield f"{word[:_SMALL_PART]} {word[_SMALL_PART:]}"

    def _commonness(self, phrase: str) -> int:
        return min((self._events_of.get(word, 0) for word in phrase.split()), default=0)


def mends(wording: Wording, lexicon: Lexicon) -> Mends:
    """Return what the misspelt words of a query were meant to be; nothing for words that events use."""
    found = []
    for group in wording:
        if (
            " " in group.typed
            or group.others
            or group.is_optional
            or lexicon.knows(group.typed, is_beginning=group.is_open)
        ):
            continue
        if meant := lexicon.meant(group.typed):
            found.append((group.typed, meant))
    return tuple(found)


def commoner(slips: Mends, lexicon: Lexicon, *, than: int) -> Mends:
    """Return the slips that far more events have as they were meant than were found as they were typed."""
    return tuple(slip for slip in slips if lexicon.events_with(slip[1][:1]) > _COMMONER * than)


def together(wording: Wording, lexicon: Lexicon) -> Mends:
    """Return two or three words of a query that events write as one, and that word, the longest first."""
    starts = range(len(wording))
    runs = (wording[at : at + size] for size in range(MOST_JOINED, 1, -1) for at in starts[: 1 - size])
    told = (typed_together(run) for run in runs if not any(group.is_optional for group in run))
    return tuple((phrase, (word,)) for phrase in told if lexicon.has_joined(word := phrase.replace(" ", "")))


def weights(wording: Wording, lexicon: Lexicon) -> tuple[float, ...]:
    """Return what share of a query each of its groups is, together 1; equal shares of unknown words."""
    told = [_telling(it) * lexicon.weight((it.typed, *it.others)) for it in wording]
    total = sum(told)
    return tuple(round(each / total, 4) if total else round(1 / len(told), 4) for each in told)


def _telling(group: Group) -> float:
    if group.is_optional:
        return 0.0
    return _OF_GATHERING if group.typed in KIND_OF else 1.0


def fewest(wording: Wording, lexicon: Lexicon) -> int:
    """Return about how many events have the rarest word that a query needs: no more have all of them."""
    needed = ((it.typed, *it.others) for it in wording if not it.is_optional)
    return min((sum(lexicon.events_with([phrase]) for phrase in phrases) for phrases in needed), default=0)
