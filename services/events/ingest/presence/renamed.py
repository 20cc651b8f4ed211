"""Which listings a source only calls otherwise: its software makes up ids anew, or gives none at all.

A source without ids is read by title, day and link (`normalise.listing`), so that an edit of one of these
looks like one event gone and another come.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeVar

from services.events.ingest.model import Listing
from services.events.ingest.presence.presence import Key, Known
from services.events.ingest.resolve.compare.link import page_key
from services.events.ingest.when import DAY_LENGTH
from shared.text import fold

T = TypeVar("T")
_LONGEST_MOVE: Final = 62
"""Days by which an event of the same name and page may have moved; an edition a year later is another."""


@dataclass(frozen=True, slots=True)
class Unfound:
    """A held listing whose identity a source no longer uses. `starts` is a wall time or a day."""

    id: str
    title: str
    url: str | None
    starts: str
    recurrence_id: str


def strangers(
    held: Sequence[Known], listings: Iterable[Listing], now: datetime
) -> tuple[list[str], list[Listing]]:
    """Return (ids of future listings that are not found, listings that are not held)."""
    known, found = {it.key for it in held}, {it.key: it for it in listings}
    gone = [it.id for it in held if it.key not in found and it.starts_utc > now]
    return gone, [listing for key, listing in found.items() if key not in known]


def shared_pages(listings: Iterable[Listing]) -> frozenset[str]:
    """Return the pages that several listings have in common: a venue's calendar, not an event's own page."""
    counts = Counter(page_key(it.url) for it in listings)
    return frozenset(page for page, count in counts.items() if page and count > 1)


def renamed(gone: Sequence[Unfound], come: Sequence[Listing], shared: Collection[str] = ()) -> dict[Key, str]:
    """Return the ids of held listings by the identity that they bear now.

    The same name at the same time is the same event, and so is the same page with the same name or time, if
    nothing else among what is gone and what has come answers to that, and the page is not `shared`.
    """
    pairs: dict[str, Listing] = {}
    for by_page, (old_sign, new_sign) in enumerate(_SIGNS):
        left = [it for it in gone if it.id not in pairs]
        taken = {id(it) for it in pairs.values()}
        new = [it for it in come if id(it) not in taken and not (by_page and page_key(it.url) in shared)]
        pairs |= _only_pairs(left, new, old_sign, new_sign)
    return {it.key: held_id for held_id, it in pairs.items()}


def _only_pairs(
    gone: Iterable[Unfound],
    come: Iterable[Listing],
    old_sign: Callable[[Unfound], Hashable],
    new_sign: Callable[[Listing], Hashable],
) -> dict[str, Listing]:
    old, new = _by_sign(gone, old_sign), _by_sign(come, new_sign)
    return {
        old[sign][0].id: new[sign][0]
        for sign in old.keys() & new.keys()
        if len(old[sign]) == len(new[sign]) == 1 and _may_have_moved(old[sign][0], new[sign][0])
    }


def _by_sign(items: Iterable[T], sign_of: Callable[[T], Hashable]) -> dict[Hashable, list[T]]:
    by_sign: dict[Hashable, list[T]] = defaultdict(list)
    for it in items:
        sign = sign_of(it)
        if sign is not None:
            by_sign[sign].append(it)
    return by_sign


def _may_have_moved(old: Unfound, new: Listing) -> bool:
    apart = new.starts.day - date.fromisoformat(old.starts[:DAY_LENGTH])
    return abs(apart.days) <= _LONGEST_MOVE


def _page(url: str | None, recurrence_id: str, *rest: str) -> tuple[str, ...] | None:
    """A date of a series shares its page with the others, so the page tells nothing of it."""
    page = page_key(url)
    return (page, *rest) if page and not recurrence_id else None


_SIGNS: Final[Sequence[tuple[Callable[[Unfound], Hashable], Callable[[Listing], Hashable]]]] = (
    (lambda it: (fold(it.title), it.starts), lambda it: (fold(it.title), it.starts.local)),
    (
        lambda it: _page(it.url, it.recurrence_id, it.starts),
        lambda it: _page(it.url, it.recurrence_id, it.starts.local),
    ),
    (
        lambda it: _page(it.url, it.recurrence_id, fold(it.title)),
        lambda it: _page(it.url, it.recurrence_id, fold(it.title)),
    ),
)
