"""Days told in words or figures, seen from a day: today, this weekend, next month, in März, 14 February."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from services.events.ingest.parse.dates.month_names import MONTHS
from services.events.ingest.parse.dates.weekday_names import WEEKDAYS

MOST_AHEAD, MOST_BEHIND = timedelta(hours=14), timedelta(hours=12)
"""How far the clocks of the world are ahead of UTC, and behind it."""
FOREVER: Final = date(9999, 1, 1)
_OPEN: Final = ".."
"""How ISO 8601-2 writes an end that is not told."""


@dataclass(frozen=True, slots=True)
class Days:
    """From the first day to the last, both of them included, and other such days `also`."""

    first: date
    last: date
    also: Days | None = None

    @property
    def spans(self) -> tuple[Days, ...]:
        """Return each run of days."""
        return (self, *(self.also.spans if self.also else ()))


def write_days(days: Days) -> str:
    """Write `first/last`, of several runs with commas between; `..` stands for an open end."""
    return ",".join(f"{it.first}/{_OPEN if it.last == FOREVER else it.last}" for it in days.spans)


def read_days(text: str) -> Days:
    """Read what `write_days` wrote."""
    run, _, others = text.partition(",")
    first, last = run.replace(_OPEN, FOREVER.isoformat()).split("/")
    return Days(date.fromisoformat(first), date.fromisoformat(last), read_days(others) if others else None)


THIS: Final = "this|dieses|diesem|diesen|diese|dieser|cette|cet|ce|esta|este|essa|esse|questa|questo|deze|dit"
NEXT: Final = (
    "next|coming|nachstes|nachsten|nachste|nachster|kommendes|kommenden|kommende|prochaine?|"
    "proxim[oa]|prossim[oa]|volgende?"
)
BEFORE: Final = (
    "(?:(?:for|at|on|in|over|during|am|an|im|en|em|au|aux|para|por|nel|op|the|le|la|el|il|lo|l|der|den|dem)"
    " )*"
)
_UNITS: Final = {
    "weekend": "weekend|weekends|week end|wochenende|fin de semana|fim de semana|finde|fine settimana",
    "week": "week|woche|semaine|semana|settimana",
    "month": "month|monat|mois|mes|mese|maand",
    "quarter": "quarter|quartal|trimestre|kwartaal",
    "year": "year|jahr|annee|ano|anno|jaar",
}
_MONTHS_OF: Final = {"month": 1, "quarter": 3, "year": 12}
_DAYS_AWAY: Final = {
    0: "today|tonight|this evening|heute(?: abend)?|aujourd hui|ce soir|hoy|esta noche|hoje|oggi|stasera|"
    "vandaag|vanavond",
    1: "tomorrow(?: night)?|morgen(?: abend)?|demain(?: soir)?|manana|amanha|domani",
    2: "day after tomorrow|ubermorgen|apres demain|pasado manana|depois de amanha|dopodomani|overmorgen",
}
NAMES: Final = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_SHORT_BUT_WHOLE: Final = frozenset({"may", "mai", "mei", "maj"})
_SHORTEST: Final = 4
"""Letters of a name that says a month without a year or a day beside it: `set` and `mar` say other things."""
_WEEKDAYS: Final = "|".join(
    sorted((re.escape(name) for name in WEEKDAYS if len(name) > _SHORTEST), key=len, reverse=True)
)
_IN: Final = "(?:in|im|en|em|au mois de|au mois d|nel mese di|no mes de|during|for) "
YEAR: Final = r"(?P<year>20\d\d)"
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er)?"
DAY_OF: Final = "(?: (?:of|de|di|d))?"

_LETTERS: Final = re.compile("[a-z]+")
_FIGURE: Final = re.compile(r"\d")

Span = tuple[int, int]
Reader = Callable[[re.Match[str], date], Days | None]
Telling = Callable[[str, date], Iterator[tuple[Span, Days]]]


def _unit(told: re.Match[str], today: date) -> Days:
    """A span of the calendar that holds today, or the next one; a week begins on Monday."""
    said = told.groupdict()
    ahead = 1 if said.get("next") else 0
    if count := next((count for unit, count in _MONTHS_OF.items() if said.get(unit)), 0):
        return months((today.year * 12 + today.month - 1) // count * count + ahead * count, count)
    monday = today + timedelta(days=7 * ahead - today.weekday())
    return Days(monday + timedelta(days=5 if said["weekend"] else 0), monday + timedelta(days=6))


def is_surely_a_month(name: str) -> bool:
    """Tell whether a month's name says one also without a year or a day beside it."""
    return len(name) >= _SHORTEST or name in _SHORT_BUT_WHOLE


def months(first: int, count: int) -> Days:
    """Return so many whole months, the first counted from year 0."""
    return Days(_month(first), _month(first + count) - timedelta(days=1))


def _month(number: int) -> date:
    """Return the first day of a month, counted from year 0."""
    return date(number // 12, number % 12 + 1, 1)


def whole_month(told: re.Match[str], today: date) -> Days | None:
    """Return a month, of this year or the next where none is told."""
    name, year = told["name"], told["year"]
    if not (year or is_surely_a_month(name)):
        return None
    month = MONTHS[name]
    return months((int(year) if year else today.year + (month < today.month)) * 12 + month - 1, 1)


def _one_day(told: re.Match[str], today: date) -> Days | None:
    """A day of a month, the next such day where no year is told."""
    month = MONTHS[told["name"]] if "name" in told.re.groupindex else int(told["month"])
    year, day = told["year"], int(told["day"])
    try:
        found = date(int(year) if year else today.year, month, day)
        if not year and found < today:
            found = found.replace(year=today.year + 1)
    except ValueError:  # there is no such day
        return None
    return Days(found, found)


def _weekday(told: re.Match[str], today: date) -> Days:
    """The next such day: today counts, but not as "next"."""
    wanted, least = WEEKDAYS[told["name"]], 1 if told["next"] else 0
    day = today + timedelta(days=least + (wanted - today.weekday() - least) % 7)
    return Days(day, day)


def _year(told: re.Match[str], _: date) -> Days:
    year = int(told["year"])
    return Days(date(year, 1, 1), date(year, 12, 31))


def _away(days: int) -> Reader:
    return lambda _, today: Days(today + timedelta(days=days), today + timedelta(days=days))


def _units(pattern: str) -> str:
    named = "|".join(f"(?P<{name}>{words})" for name, words in _UNITS.items())
    return pattern.format(unit=f"(?:{named})")


_PATTERNS: Final[tuple[tuple[str, Reader], ...]] = (
    (r"(?P<year>20\d\d) (?P<month>[01]\d) (?P<day>[0-3]\d)", _one_day),
    (r"(?P<day>[0-3]?\d) (?P<month>[01]?\d) (?P<year>20\d\d)", _one_day),
    (f"{BEFORE}(?:(?:{_WEEKDAYS}) )?{_DAY}{DAY_OF} (?P<name>{NAMES})(?:(?: de)? {YEAR})?", _one_day),
    (f"{BEFORE}(?:(?:{_WEEKDAYS}) )?(?P<name>{NAMES}) {_DAY}(?: {YEAR})?", _one_day),
    (f"(?:{_IN})?(?P<name>{NAMES})(?: de)? {YEAR}", whole_month),
    (f"{_IN}(?P<name>{NAMES})(?P<year>)", whole_month),
    (f"^(?P<name>{NAMES})(?P<year>)$", whole_month),  # beside other words it may be a name
    (_units(f"{BEFORE}(?:(?:{THIS})|(?P<next>{NEXT})) {{unit}}"), _unit),
    (_units(f"{BEFORE}{{unit}} (?P<next>{NEXT})"), _unit),
    (f"(?:am|at the|on the|le|el) (?P<weekend>{_UNITS['weekend']})", _unit),
    *((f"{BEFORE}(?:{words})", _away(days)) for days, words in reversed(_DAYS_AWAY.items())),
    (f"{BEFORE}(?:{THIS}|(?P<next>{NEXT})) (?P<name>{_WEEKDAYS})", _weekday),
    (f"(?:on|am|op) (?P<name>{_WEEKDAYS})(?P<next>)", _weekday),
    (f"(?:{_IN}){YEAR}", _year),
)
_SIGNS: Final = frozenset(
    (*MONTHS, *WEEKDAYS, *_LETTERS.findall(" ".join((*_UNITS.values(), *_DAYS_AWAY.values()))))
)


def reading(
    patterns: Iterable[tuple[str, Reader]], signs: AbstractSet[str], *, or_figures: bool = False
) -> Telling:
    """Return what yields where folded words tell of days, and of which, as the surest pattern first has it.

    One of the `signs` stands in whatever is told, or a figure.
    """
    readers = tuple((re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), read) for pattern, read in patterns)

    def told(folded: str, today: date) -> Iterator[tuple[Span, Days]]:
        if signs.isdisjoint(folded.split()) and not (or_figures and _FIGURE.search(folded)):
            return
        for pattern, read in readers:
            for match in pattern.finditer(folded):
                if days := read(match, today):
                    yield match.span(), days

    return told


days_told = reading(_PATTERNS, _SIGNS, or_figures=True)
