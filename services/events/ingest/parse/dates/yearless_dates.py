"""A day and month without a year, completed strictly by what stands beside them, or not at all.

Three things complete it, each within a bound around the day on which the item was listed:

- a weekday: of three years that follow one another each has that day on another weekday, so at most one fits;
- a title part of its own that is a day and month (`Talk | 19 May | Berlin`): the next such day;
- words that say that the event takes place (`will be held May 20-21`): the year in the title, else the next.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import islice
from typing import Final

from services.events.ingest.parse.dates.clock_words import clock_of, clocks_of
from services.events.ingest.parse.dates.date_words import TO, DateRefusedError
from services.events.ingest.parse.dates.day_range import Days, days_of
from services.events.ingest.parse.dates.feed_dates import (
    DAY,
    LONGEST_TEXT,
    MONTH,
    MOST_DATES,
    OF,
    WEEKDAY,
    is_deadline,
)
from services.events.ingest.parse.dates.month_names import MONTHS
from services.events.ingest.parse.dates.weekday_names import WEEKDAYS
from shared.contracts.catalogue.origins import HowTold
from shared.text import fold

_AFTER: Final = timedelta(days=60)
"""How long after an event it may still be listed as one."""
_AHEAD: Final = timedelta(days=400)
"""How far ahead an event is listed at most."""
_SOON: Final = timedelta(days=300)
"""How far ahead a day without year and weekday may be: further on, the year before is as likely."""

_DATE: Final = rf"(?:(?P<m>{MONTH})\s+{OF}(?P<d>{DAY})|(?P<d2>{DAY})\s*{OF}(?P<m2>{MONTH}))"
_NO_YEAR: Final = r"(?!\w)(?!(?:,|\s+de|\s+del)?\s*(?:19|20)\d\d(?!\d))"
_DIGITS: Final = (
    r"(?P<n>\d{1,2})(?P<mark>[/.])\s?(?P<n2>\d{1,2})\b\.?"
    r"(?![\d/.]|\s?(?:uhr|hr?s?|[ap]\.?m)\b|\s(?:price|off)\b)"
)
"""`Sat 10/3`, in either order, and `Sa 3.10.`; neither a time of day nor a half of something."""
_CLOCK: Final = r"(?:,|@|·|\bat\b|\bum\b|\ba las\b|\balle\b|\ba\b|\bab\b|\bfrom\b|\bde\b|\bkl\.?|-|–|—|\|)"
_OCLOCK: Final = r"\d{1,2}(?:[:.h]\d\d)?\s*(?:[ap]\.?m\b|uhr\b|h\b)?"
_UNTIL: Final = r"\d{1,2}(?:[:.h]\d\d\s*(?:[ap]\.?m\b)?|\s*(?:[ap]\.?m\b|uhr\b|h\b))(?!\d)"
"""A bare number behind a time of day is that of a house: `7:30 PM — 8 Main Street`."""
_DATED: Final = re.compile(
    rf"(?<!\w)(?P<w>{WEEKDAY}),?\s+{OF}(?:{_DATE}|{_DIGITS}){_NO_YEAR}"
    rf"(?:\s*{_CLOCK}?\s*(?P<clock>{_OCLOCK}(?:\s*(?:-|–|—|\bto\b|\bbis\b)\s*{_UNTIL})?))?"
)
_PARTS: Final = re.compile(r"\s[|–—-]\s|[()\[\]]|:\s|\s@\s")
_HELD: Final = re.compile(
    r"\b(?:take?s?|taking|took) place\b|\b(?:be|being|is|are) held\b|\bheld (?:on|from)\b|\bwill run\b"
    r"|\bruns? (?:from|on)\b|\bdates?\b[^.\n]{0,60}\b(?:is|are)\b|\b(?:conference|event) dates?\b"
    r"|\bset sail\b|\bjoin us (?:on|from|in)\b|\bfindet\b[^.\n]{0,40}\bstatt\b|\baura lieu\b"
    r"|\btendra lugar\b|\bsi terra\b"
)
_IN_SENTENCE: Final = re.compile(
    rf"(?<![\w/])(?:{MONTH}\s+{OF}{DAY}(?:{TO}{OF}(?:{MONTH}\s+)?{DAY})?"
    rf"|{DAY}(?:\s*{OF}{MONTH})?{TO}{OF}{DAY}\s*{OF}{MONTH}|{DAY}\s*{OF}{MONTH}){_NO_YEAR}"
)
_REACH: Final = 120
"""Characters between the words that say it takes place and the date."""
_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Completed:
    """First and last day, and the time of day where one stands beside the date."""

    days: Days
    clock: time | None = None
    until: time | None = None
    told: HowTold = HowTold.COMPLETED


def completed_by_weekday(text: str, listed: date) -> Completed | None:
    """Return the first day in the text that names its weekday, of the year in which that is true."""
    looked = fold(text[:LONGEST_TEXT])
    for found in islice(_DATED.finditer(looked), MOST_DATES):
        if is_deadline(looked, found.start()):
            continue
        days = _days_meant(found, listed)
        if len(days) == 1:
            clock, until = clocks_of(found["clock"])
            return Completed((days[0], days[0]), clock or clock_of(found["clock"]), until)
    return None


def _days_meant(found: re.Match[str], listed: date) -> list[date]:
    """Return the days near the listing that are the weekday named; a day in digits may be of two months."""
    if found["n"]:
        first, second = int(found["n"]), int(found["n2"])
        told = {(first, second)} if found["mark"] == "." else {(first, second), (second, first)}
    else:
        month = found["m"] or found["m2"]
        told = {(int(re.sub(r"\D", "", found["d"] or found["d2"])), MONTHS[month.rstrip(".")])}
    years = (listed.year - 1, listed.year, listed.year + 1)
    days = [known for day, month in told for year in years if (known := _day(year, month, day))]
    weekday = WEEKDAYS[found["w"].rstrip(".")]
    return [known for known in days if known.weekday() == weekday and -_AFTER <= known - listed <= _AHEAD]


def completed_in_title(title: str, listed: date) -> Completed | None:
    """Return the day that a part of the title is, where it is the next such day after the listing."""
    for part in _PARTS.split(title[:500]):
        if days := _next(part, listed):
            return Completed(days)
    return None


def completed_in_words(title: str, text: str, listed: date) -> Completed | None:
    """Return the day on which the text says that the event takes place."""
    looked = fold(text[:LONGEST_TEXT])
    years = set(_YEAR.findall(title))
    year = int(years.pop()) if len(years) == 1 else None
    for words in _held(looked):
        found = words and _IN_SENTENCE.search(words)
        if found and not is_deadline(words, found.start()):
            days = _of_year(found[0], year) if year else _next(found[0], listed)
            if days and -_AFTER <= days[0] - listed <= 2 * _AHEAD:
                return Completed(days)
    return None


def _held(text: str) -> Iterator[str]:
    """Yield what follows each saying that the event takes place, up to the end of its sentence."""
    for found in islice(_HELD.finditer(text), MOST_DATES):
        yield re.split(r"[.!?]\s|\n\n", text[found.end() : found.end() + _REACH])[0]


def _next(text: str, listed: date) -> Days | None:
    for year in (listed.year, listed.year + 1):
        days = _of_year(text, year)
        if days and timedelta(0) <= days[0] - listed <= _SOON:
            return days
    return None


def _of_year(text: str, year: int) -> Days | None:
    """Read a text that is a date without a year; one that names its year is no business of ours."""
    if _YEAR.search(text):
        return None
    try:
        days = days_of(text, year)
    except DateRefusedError:
        return None
    named = {WEEKDAYS[word] for word in re.findall(r"[^\W\d_]+", fold(text)) if word in WEEKDAYS}
    return days if not named or days[0].weekday() in named else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
