"""Which listings are worth comparing: they share a key. Nothing else is ever compared."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from services.events.ingest.model import Listing
from services.events.ingest.resolve.compare.decide import DAYS_APART, MOST_DAYS_APART
from services.events.ingest.resolve.compare.features import MOST_LEFT
from services.events.ingest.resolve.compare.link import page_key
from services.events.ingest.resolve.compare.place import place_words
from services.events.ingest.resolve.compare.swapped import swapped
from services.events.ingest.resolve.titles.joined import bare
from services.events.ingest.resolve.titles.names import titles_of
from services.events.ingest.resolve.titles.title import Title
from services.events.ingest.resolve.titles.words import PART, PERHAPS_PART
from services.events.ingest.when import last_day

PREFIX = 4
"""So many first letters of a title word make a key: "rails" and "railsconf" meet."""
NAME = 5
"""So many first letters of the whole name make a key, for as long as an event lasts."""
MAX_WORDS = 12
_COMMON = PART | PERHAPS_PART
"""Words that half of all events of a day bear: a key of theirs would have all of these compared."""
_ACRONYM = range(3, 8)
"""Letters of a name that may be made of the first letters of another."""
_FEW = 2
"""Telling words of which a slip may leave none as it is: it may part or join them."""
_WHOLE = "+"
"""Before the beginning of a whole name, among the keys of a day."""
_SIGNS = "=~-^+"
"""What stands before the marks that are not of a word or a page."""
_DAY = len("2027-05-19:")
_WEEK = 7
"""Days; more than `MOST_DAYS_APART`, so that no week is passed over between what may be one."""


def own_keys(listing: Listing) -> frozenset[str]:
    """Return the keys under which a listing is found: its day with title words, page and name.

    What lasts is found by its name under its week: with nothing else is another listing one event whose
    first day is more than a day from its own.
    """
    near, far, _ = _marks(listing)
    first, last = _span(listing)
    day, week = _when(first)
    whole = f"{week}:" if last > first else f"{day}:{_WHOLE}"
    return frozenset([f"{day}:{mark}" for mark in near] + [f"{whole}{mark}" for mark in far])


def lookup_keys(listing: Listing) -> frozenset[str]:
    """Return the keys of all that the listing might equal, on the days and in the weeks around.

    By its whole name it is looked for as well where day and month are swapped.
    """
    near, far, _ = _marks(listing)
    days, within, weeks = _around(*_span(listing))
    if other := swapped(listing.starts.day):
        day, week = _when(other)
        within, weeks = [*within, day], [*weeks, week]
    return frozenset(
        [f"{day}:{mark}" for mark in near for day in days]
        + [f"{day}:{_WHOLE}{mark}" for mark in far for day in within]
        + [f"{week}:{mark}" for mark in far for week in weeks]
    )


def is_of_word(key: str) -> bool:
    """Tell whether a key is of one telling word: many names share one that are not one name."""
    return len(key) <= _DAY + PREFIX and key[0] != "w" and key[_DAY] not in _SIGNS


def telling_words(listing: Listing) -> int:
    """Return of how many words that of its names which has fewest has keys; 0 where it has more than keys."""
    return _marks(listing).words


def may_be_named_alike(shared: int, words: int, others: int) -> bool:
    """Tell whether names of so many telling words may be one if they share keys of so many and no others.

    Where each has words of its own, four together, the two are different whatever else they say.
    """
    return shared >= min(words, others) or words + others - 2 * shared < MOST_LEFT


def _span(listing: Listing) -> tuple[date, date]:
    return listing.starts.day, last_day(listing.starts, listing.ends)


@lru_cache(maxsize=5_000)
def _when(day: date) -> tuple[str, str]:
    """Return a day and its week, as keys name them."""
    return day.isoformat(), _week(day)


@lru_cache(maxsize=5_000)
def _around(first: date, last: date) -> tuple[list[str], list[str], list[str]]:
    """Return, as keys name them, days for words, days for names of one day, weeks for what lasts."""
    reach = min(MOST_DAYS_APART, (last - first).days)
    days, within = (
        [_shift(first, by).isoformat() for by in range(-DAYS_APART, most + 1)]
        for most in (DAYS_APART, max(DAYS_APART, reach))
    )
    begins = (_shift(first, -MOST_DAYS_APART), first, _shift(first, max(DAYS_APART, reach)))
    return days, within, list(dict.fromkeys(map(_week, begins)))


class Marks(NamedTuple):
    """What keys are made of: for the days around; beginnings of whole names; and `telling_words`."""

    near: frozenset[str]
    whole: frozenset[str]
    words: int


def _marks(listing: Listing) -> Marks:
    return _marks_of(listing.title, listing.other_name, place_words(listing), listing.url)


@lru_cache(maxsize=20_000)
def _marks_of(title: str, other_name: str | None, places: frozenset[str], url: str | None) -> Marks:
    names, page = titles_of(title, other_name), page_key(url)
    bared = [bare(name.joined, places) for name in names]
    near = {page} if page else set()
    fewest = MAX_WORDS
    for name, short in zip(names, bared, strict=True):
        words = [word for word in name.core if word not in places] or list(name.core)
        telling = [word for word in words if word not in _COMMON] or words
        begun = {word[:PREFIX] for word in telling[:MAX_WORDS]}
        fewest = min(fewest, len(begun) if len(telling) <= MAX_WORDS else 0)
        near.update(begun, _despite_a_slip(short, telling), _abbreviated(name, short, words))
    return Marks(frozenset(near), frozenset([short[:NAME] for short in bared]), fewest)


def _abbreviated(name: Title, short: str, words: list[str]) -> list[str]:
    """Return marks of what a name, which is `short` without place and "conf", may be made into or made of."""
    abbreviated = [name.initials, short]
    if len(words) > 1:
        letters = "".join([word[0] for word in words])
        abbreviated += [letters, f"{letters}c"]
    return [f"={it}" for it in abbreviated if len(it) in _ACRONYM]


def _despite_a_slip(short: str, telling: list[str]) -> Iterator[str]:
    """Yield marks that outlast a slip among the first letters: all in their order, the last, first with last.

    Of several words a slip leaves the others as they are, so the last letters are told of a single one.
    """
    if len(telling) > _FEW:
        return
    for name in dict.fromkeys([short, *telling]):
        if len(name) >= PREFIX:
            yield f"~{''.join(sorted(set(name)))}"
        if len(name) > NAME and len(telling) == 1:
            yield f"-{name[-NAME:]}"
    if len(telling) == 1 and len(telling[0]) >= PREFIX:
        yield f"^{telling[0][0]}{telling[0][-1]}"


def _week(day: date) -> str:
    return f"w{day.toordinal() // _WEEK}"


def _shift(day: date, by: int) -> date:
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return day
