"""Days from one to another: 3 to 5 March, du 3 au 5 mars, 2027-03-01 to 2027-03-10; March or June."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from services.events.ingest.parse.dates.month_names import MONTHS
from services.events.search.understood.days import DAY_OF, NAMES, Days, is_surely_a_month, months, reading

_TO: Final = "to|till|until|through|bis|au|al|a|ate|tot"
_AND: Final = "and|und|et|y|e|en"
_EITHER: Final = "or|oder|ou|o|of"
_FROM: Final = "(?:from|von|vom|du|de|del|dal|van)(?: the| dem)? "
_BETWEEN: Final = "(?:between|zwischen|entre|tra|tussen)(?: the| dem| le| el)? "
_IN: Final = "(?:(?:in|im|en|em|a) )?"
_THE: Final = "(?: the| dem| le| el)?"


def _pieces(end: str) -> tuple[str, str, str, str]:
    """Return the patterns of a day, a month, a year and a date in figures, of the first or the last day."""
    figures = rf"(?P<year{end}>20\d\d) (?P<month{end}>[01]\d) (?P<day{end}>[0-3]\d)"
    year = rf"(?:(?: de)? (?P<year{end}>20\d\d))?"
    return rf"(?P<day{end}>[0-3]?\d)(?:st|nd|rd|th|er)?", f"(?P<name{end}>{NAMES})", year, figures


_DAY, _MONTH, _YEAR, _FIGURES = _pieces("1")
_DAY2, _MONTH2, _YEAR2, _FIGURES2 = _pieces("2")
_LAST: Final = f"{_DAY2}{DAY_OF} {_MONTH2}{_YEAR2}"
_ENDS: Final[tuple[tuple[str, str], ...]] = (
    (_FIGURES, _FIGURES2),
    (f"{_DAY}{DAY_OF} {_MONTH}{_YEAR}", _LAST),
    (f"{_MONTH} {_DAY}{_YEAR}", f"{_MONTH2} {_DAY2}{_YEAR2}"),
    (_DAY, _LAST),
    (f"{_MONTH} {_DAY}", f"{_DAY2}{_YEAR2}"),
)


def _patterns() -> Iterator[str]:
    """Months need a word before them, or an "or" between: "march to may" alone could be a title."""
    for first, last in _ENDS:
        yield f"(?:{_FROM})?{first} (?:{_TO}){_THE} {last}"
        yield f"{_BETWEEN}{first} (?:{_AND}){_THE} {last}"
    first, last = f"{_MONTH}{_YEAR}", f"{_MONTH2}{_YEAR2}"
    yield f"{_FROM}{first} (?:{_TO}) {last}"
    yield f"{_BETWEEN}{first} (?:{_AND}) {last}"
    yield f"{_IN}{first} (?P<either>{_EITHER}) {_IN}{last}"


_JOINS: Final = frozenset(f"{_TO}|{_AND}|{_EITHER}".split("|"))


def _read(told: re.Match[str], today: date) -> Days | None:
    """What one end leaves out is that of the other; without a year the last day is the next such day."""
    said = told.groupdict()
    one, other = (_month_said(said, end) for end in "12")
    firsts, lasts = one or other, other or one
    if firsts is None or lasts is None:
        return None
    if said.get("either"):
        return _either(firsts, lasts, said, today) if one and other else None
    year = said.get("year2") or said.get("year1")
    try:
        last = _last(int(year) if year else today.year, lasts, said.get("day2"))
        if not year and last < today:
            last = _last(today.year + 1, lasts, said.get("day2"))
        first = date(int(said.get("year1") or last.year), firsts, int(said.get("day1") or 1))
        if not said.get("year1") and first > last:
            first = first.replace(year=last.year - 1)
        if not said.get("year2") and said.get("year1") and first > last:
            last = _last(last.year + 1, lasts, said.get("day2"))
    except ValueError:  # there is no such day
        return None
    return Days(first, last) if first <= last else None


def _either(one: int, other: int, said: dict[str, str | None], today: date) -> Days | None:
    """Return both months; those between are not meant. Without a year each is the next such month."""
    year = int(said["year2"] or said["year1"] or 0)
    years = (
        (int(said["year1"] or year - (one > other)), year)
        if year
        else [today.year + (it < today.month) for it in (one, other)]
    )
    first, second = (months(its * 12 + it - 1, 1) for its, it in zip(years, (one, other), strict=True))
    if first.last + timedelta(days=1) == second.first:
        return Days(first.first, second.last)
    return Days(first.first, first.last, second) if first != second else None


def _month_said(said: dict[str, str | None], end: str) -> int | None:
    if number := said.get(f"month{end}"):
        return int(number)
    name = said.get(f"name{end}")
    if name is None or not (said.get(f"day{end}") or is_surely_a_month(name)):
        return None
    return MONTHS[name]


def _last(year: int, month: int, day: str | None) -> date:
    """Return a day of a month, its last where none is told."""
    if day:
        return date(year, month, int(day))
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


spans_told = reading(((pattern, _read) for pattern in _patterns()), _JOINS)
