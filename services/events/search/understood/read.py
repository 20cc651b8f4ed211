"""Reading a query: what of it is a condition rather than words to look for, and what is left."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import Final, Literal

from services.events.search.gatherings import EVENTS, KIND_OF
from services.events.search.understood.bounds import bounds_told
from services.events.search.understood.days import MOST_AHEAD, MOST_BEHIND, Days, days_told, write_days
from services.events.search.understood.left_out import left_out
from services.events.search.understood.nearness import nearness
from services.events.search.understood.parts_of_year import parts_told
from services.events.search.understood.prices import price_told
from services.events.search.understood.said import said
from services.events.search.understood.spans import spans_told
from services.events.search.understood.typed import Known, Reading, Typed, read_typed
from services.events.search.wording import says_nothing

Reader = Callable[[Typed, date, Known], Iterator[Reading]]
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
    q: str, today: date, known: Known, given: AbstractSet[str] = frozenset()
) -> tuple[str, tuple[Understood, ...]]:
    """Return the words that are left to look for, and what was understood of the others, each kind once.

    `today` is the day from which relative ones are counted; what is `given` already is not looked for.
    """
    typed = rest = read_typed(q)
    found: list[Understood] = []
    for means in (each for each in _READERS if each not in given):
        told = _first(means, rest, today, known)
        # not parted by what was understood before
        if told and told.words in q and (found or _says_it_alone(told, typed)):
            found.append(told)
            rest = read_typed(told.without)
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


def _days(typed: Typed, today: date, _: Known) -> Iterator[Reading]:
    return (Reading(span, write_days(days)) for span, days in _days_of(typed, today))


def _days_of(typed: Typed, today: date) -> Iterator[tuple[tuple[int, int], Days]]:
    return chain.from_iterable(told(typed.folded, today) for told in _TOLD)


def _said(means: Condition) -> Reader:
    return lambda typed, _today, _known: said(typed.folded, means)


def _kind(typed: Typed, _today: date, _known: Known) -> Iterator[Reading]:
    """A kind is one where nothing else is left that could be looked for; beside other words it is a word."""
    folded = typed.folded
    for span, _ in typed.places:
        kind = KIND_OF.get(folded[slice(*span)])
        if kind and says_nothing(f"{folded[: span[0]]} {folded[span[1] :]}"):
            yield Reading(span, kind)


def _says_it_alone(told: Understood, typed: Typed) -> bool:
    """Tell whether words are a condition without another beside it: `online` is one of events."""
    is_of_events = " " in told.words or not _EVENT.isdisjoint(typed.folded.split())
    return told.means != "kind" and (told.means != "mode" or is_of_events)


def _first(means: Condition, typed: Typed, today: date, known: Known) -> Understood | None:
    told = ((typed.cut(*it.span), it) for it in _READERS[means](typed, today, known))
    return next((Understood(cut[0], means, it.value, cut[1], it.radius_km) for cut, it in told if cut), None)


_READERS: Final[Mapping[Condition, Reader]] = {
    "days": _days,
    "cfp": _said("cfp"),
    "near": lambda typed, _, known: nearness(typed, known),
    "mode": _said("mode"),
    "price": lambda typed, _, __: price_told(typed.folded),
    "free": _said("free"),
    "without": lambda typed, _, known: left_out(typed, known),
    "kind": _kind,
}
