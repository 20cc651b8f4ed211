"""The words that coming events use, and what a misspelt word was meant to be."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from math import log

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from services.events.search.gatherings import KIND_OF
from services.events.search.spellings import LONGEST_WORD, MOST_SLIPS, Spellings
from services.events.search.wording import MOST_JOINED, Group, Wording, typed_together

SHORTEST_WORD = 3
_SMALL_PART = 2
_YEAR = 4
_SHORTEST_JOINED = 5
_MOST_PARTED = 2
"""Words of those that were typed as one, besides the last two."""
_OF_MANY_PARTS = 10
"""Letters of a word, or the rest of one, that may be made up of more than two."""
MOST_WORDS = 50_000
MOST_MEANT = 3
_ONE_SLIP = 6
"""Letters up to which a word may have one slip of the pen; longer ones may have two."""
_LOOKED_AT = 40
_IN_TEXTS = 4
"""How many times more events may have a word in their texts than in what is counted."""
_COMMONER = 3
_FOR_WHOM = frozenset(("beginners", "children", "toddlers", "teenagers", "seniors", "families"))
_HALF = 0.5
"""What a word for a sort of gathering, or for whom it is, weighs beside others."""

Mends = tuple[tuple[str, tuple[str, ...]], ...]
"""Words as typed, and what each was likely meant to be, the likeliest first."""


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
        found = [*self._near(word), *self._parted(word)]
        if not found and len(word) > _ONE_SLIP:
            found = self._further(word)
        likely = sorted(found, key=lambda it: (it[0] != word[0], -self._commonness(it), it))
        small = [*self._with_small_part(word)][:1]
        return (*likely[: MOST_MEANT - len(small)], *small)

    def has_joined(self, word: str) -> bool:
        """Tell whether events use a word that was typed as several."""
        return len(word) >= _SHORTEST_JOINED and word in self._events_of

    def weight(self, phrases: Iterable[str], in_texts: float = 0.0) -> float:
        """Return how much it tells that an event has one of these phrases; nothing where none does.

        The inverse document frequency: log(1 + events / events with it). The words of whole texts are not
        counted here; `in_texts` is the share of events that have it there, as far as that is known.
        """
        found = max(self.events_with(phrases), in_texts * self._events)
        return log(1 + self._events / found) if found else 0.0

    def share(self, word: str) -> float:
        """Return in what share of the events a word was counted."""
        return self._events_of.get(word, 0) / max(self._events, 1)

    def at_most(self, word: str) -> float:
        """Return in what share of the events and their texts a word may stand; 1 of what is not counted."""
        if not self._events or len(word) < SHORTEST_WORD or word.isdigit():
            return 1.0
        return min(1.0, _IN_TEXTS * max(self.share(word), 1 / self._events))

    def events_with(self, phrases: Iterable[str]) -> int:
        """Return about how many events have the commonest of these phrases."""
        return max((self._commonness(phrase) for phrase in phrases), default=0)

    def _begins(self, word: str) -> bool:
        at = bisect_left(self._in_order, word)
        return at < len(self._in_order) and self._in_order[at].startswith(word)

    def _near(self, word: str) -> list[str]:
        """Return the words at one slip; of very many the shorter."""
        known = self._spellings.one_slip(word)
        return [it for it in known if OSA.distance(word, it, score_cutoff=1) <= 1][:_LOOKED_AT]

    def _further(self, word: str) -> list[str]:
        """Return the words at two slips at most, the nearest first."""
        known = self._spellings.two_slips(word)
        near = extract(word, known, scorer=OSA.distance, score_cutoff=MOST_SLIPS, limit=_LOOKED_AT)
        return [meant for meant, _, _ in near]

    def _parted(self, word: str, most: int = _MOST_PARTED) -> Iterator[str]:
        """Known words that were typed as one; of more than two only a long word is made up."""
        for cut in range(SHORTEST_WORD, len(word) - SHORTEST_WORD + 1):
            if word[:cut] not in self._events_of:
                continue
            if word[cut:] in self._events_of:
                yield f"{word[:cut]} {word[cut:]}"
            if most and len(word) >= _OF_MANY_PARTS:
                yield from (f"{word[:cut]} {rest}" for rest in self._parted(word[cut:], most - 1))

    def _with_small_part(self, word: str) -> Iterator[str]:
        """A known word with a year behind it (`pycon2027`), or with two letters, too few to be counted."""
        if word[-_YEAR:].isdigit() and word[:-_YEAR] in self._events_of:
            yield word[:-_YEAR]
        if word[:-_SMALL_PART] in self._events_of:
            yield f"{word[:-_SMALL_PART]} {word[-_SMALL_PART:]}"
        if word[_SMALL_PART:] in self._events_of:
            yield f"{word[:_SMALL_PART]} {word[_SMALL_PART:]}"

    def _commonness(self, phrase: str) -> int:
        """Shorter words are not counted: of a phrase the others tell (`AI agents`)."""
        counted = [word for word in phrase.split() if len(word) >= SHORTEST_WORD]
        return min((self._events_of.get(word, 0) for word in counted), default=0)


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


def weights(
    wording: Wording, lexicon: Lexicon, in_texts: Callable[[Group], float] = lambda _: 0.0
) -> tuple[float, ...]:
    """Return what share of a query each of its groups is, together 1; equal shares of unknown words."""
    told = [_telling(it) * lexicon.weight((it.typed, *it.others), in_texts(it)) for it in wording]
    if not any(told):
        told = [0.0 if it.is_optional else 1.0 for it in wording]
    total = sum(told)
    return tuple(round(each / total, 4) for each in told)


def _telling(group: Group) -> float:
    if group.is_optional:
        return 0.0
    is_for_whom = not _FOR_WHOM.isdisjoint((group.typed, *group.others))
    return _HALF if is_for_whom or group.typed in KIND_OF else 1.0
