"""Reading a query: what of it is a condition rather than words to look for, and what is left."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import Final, Literal

from services.events.search.gatherings import EVENTS, KIND_OF
from services.events.search.understood.bounds import bounds_told
from services.events.search.understood.days import MOST_AHEAD, MOST_BEHIND, Days, days_told, write_days
from services.events.search.understood.left_out import left_out
from services.events.search.understood.nearness import Locatable, nearness
from services.events.search.understood.parts_of_year import parts_told
from services.events.search.understood.prices import price_told
from services.events.search.understood.said import said
from services.events.search.understood.spans import spans_told
from services.events.search.understood.typed import Typed, read_typed
from services.events.search.wording import says_nothing

Reader = Callable[[Typed, date, Locatable], Iterator["Understood"]]
Condition = Literal["days", "near", "mode", "kind", "cfp", "free", "price", "without"]


@dataclass(frozen=True, slots=True)
class Understood:
    """Words as typed, what they were taken for, and the query without them.

    `value` is `first/last` of days, a place or nothing where nobody knows which, a mode, a kind, `open`,
    `true`, a price (`50 EUR`), or what is left out.
    """

    words: str
    means: Condition
    value: str
    without: str
    radius_km: float | None = None
    """How near the place, where the words say so."""


_EVENT: Final = frozenset((*KIND_OF, *EVENTS.split(), "talk", "talks", "training", "trainings", "cours"))
_TOLD: Final = (spans_told, bounds_told, parts_told, days_told)


def read_query(
    q: str, today: date, is_place: Locatable, given: AbstractSet[str] = frozenset()
) -> tuple[str, tuple[Understood, ...]]:
    """Return the words that are left to look for, and what was understood of the others, each kind once.

    `today` is the day from which relative ones are counted; `is_place` tells whether a place of a name is
    known; what is `given` already is not looked for.
    """
    typed = rest = read_typed(q)
    found: list[Understood] = []
    for read in _READERS:
        told = next(read(rest, today, is_place), None)
        if (
            told
            and told.means not in given
            and told.words in q  # not parted by what was understood before
            and (
                told.means != "mode"
                or " " in told.words
                or found
                or not _EVENT.isdisjoint(typed.folded.split())
            )
        ):
            found.append(told)
            rest = read_typed(told.without)
    if found and "kind" not in given and (told := next(_kind(rest), None)):
        found.append(told)
        rest = read_typed("")
    # What is left when one of several is taken back is told from the whole query.
    return rest.text, tuple(_of_whole(q, each) for each in found)


def days_elsewhere(q: str, now: datetime) -> tuple[tuple[date, Days], ...]:
    """Return the days that a query tells where it is another date than that of UTC, by the date it is there.

    Only where they are others: "today" always is, "this week" about its ends, "14 February" never. Two months
    that do not follow one another are taken as from UTC.
    """
    typed, here = read_typed(q), now.date()
    told = {day: _first_days(typed, day) for day in (here, *sorted({*_dates(now)} - {here}))}
    if any(days and days.also for days in told.values()):
        return ()
    return tuple((day, days) for day, days in told.items() if days and days != told[here])


def _dates(now: datetime) -> Iterator[date]:
    return ((now + offset).date() for offset in (-MOST_BEHIND, MOST_AHEAD))


def _first_days(typed: Typed, today: date) -> Days | None:
    told = _days_of(typed, today)
    return next((days for span, days in told if typed.cut(*span)), None)


def _of_whole(q: str, told: Understood) -> Understood:
    return replace(told, without=" ".join(q.replace(told.words, " ", 1).split()))


def _days(typed: Typed, today: date, _: Locatable) -> Iterator[Understood]:
    for span, days in _days_of(typed, today):
        yield from _told(typed, span, "days", write_days(days))


def _days_of(typed: Typed, today: date) -> Iterator[tuple[tuple[int, int], Days]]:
    return chain.from_iterable(told(typed.folded, today) for told in _TOLD)


def _place(typed: Typed, _today: date, is_place: Locatable) -> Iterator[Understood]:
    for near in nearness(typed, is_place):
        yield from _told(typed, near.span, "near", near.place, near.radius_km)


def _said(means: Condition) -> Reader:
    return lambda typed, _today, _place: chain.from_iterable(
        _told(typed, span, means, value) for span, value in said(typed.folded, means)
    )


def _price(typed: Typed, _today: date, _place: Locatable) -> Iterator[Understood]:
    for span, price in price_told(typed.folded):
        yield from _told(typed, span, "price", price)


def _without(typed: Typed, _today: date, is_place: Locatable) -> Iterator[Understood]:
    for span, what in left_out(typed, is_place):
        yield from _told(typed, span, "without", what)


def _kind(typed: Typed) -> Iterator[Understood]:
    """A kind is one where nothing else is left that could be looked for; beside other words it is a word."""
    folded = typed.folded
    for span, _ in typed.places:
        kind = KIND_OF.get(folded[slice(*span)])
        if kind and says_nothing(f"{folded[: span[0]]} {folded[span[1] :]}"):
            yield from _told(typed, span, "kind", kind)


def _told(
    typed: Typed, span: tuple[int, int], means: Condition, value: str, radius_km: float | None = None
) -> Iterator[Understood]:
    if cut := typed.cut(*span):
        yield Understood(cut[0], means, value, cut[1], radius_km)


_READERS: Final = (_days, _said("cfp"), _place, _said("mode"), _price, _said("free"), _without)
