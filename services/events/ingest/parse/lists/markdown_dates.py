"""The days of a bullet: whole in its own words, or completed by the headings it stands under."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from services.events.ingest.parse.dates.date_words import DateRefusedError
from services.events.ingest.parse.dates.day_range import Days, days_or_none, eastern_as_iso
from services.events.ingest.parse.dates.feed_dates import dated_part
from services.events.ingest.parse.dates.line_days import line_days
from services.events.ingest.parse.dates.month_names import MONTHS
from services.events.ingest.parse.dates.slash_order import is_day_first_in
from services.events.ingest.parse.dates.weekday_names import without_weekday_aside
from services.events.ingest.parse.lists.dated_lines import are_weekdays
from services.events.ingest.parse.records.columns import is_day_first_by
from services.events.ingest.parse.wire.markdown_line import Line
from shared.text import fold

_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_TITLE: Final = re.compile(r"^title\s*[:=]\s*(.{1,200})$", re.MULTILINE)
_HEAD: Final = 2000
_FEWEST_YEARS: Final = 3
"""How often the only year of a text is named at least."""
_LABELLED: Final = 20_000
_NAMES: Final = re.compile(
    r"^[ \t]{0,8}(?:[*+-][ \t]{1,4})?[*_]{0,2}([^\W\d_]{3,14})[*_]{0,2}[ \t]?:"
    r"|\|[ \t]*([^\W\d_]{3,14})[ \t]*(?=\|)",
    re.MULTILINE,
)
"""What stands before a colon at the start of a line, and what is all of a cell."""
_OF_ENGLISH: Final = frozenset({"data", "local", "date"})
_WORD: Final = re.compile(r"[^\W\d_]+")
_NUMBERS: Final = re.compile(
    r"(?P<d>\d{1,2})(?:/(?P<m>\d{1,2}))?(?:\.?\s*[-–—]\s*(?P<d2>\d{1,2})(?:/(?P<m2>\d{1,2}))?)?"
    r"(?:\.?\s*:(?!\d\d(?!\d))\s*|\.?\s+(?=\D))"
)
_DAY_BEFORE: Final = re.compile(r"(?P<d>\d{1,2})(?P<m>)(?P<d2>)(?P<m2>)\.?\s+")
"""A day just before a link: `16 [4º Encontro](https://…)`."""
_LISTED: Final = re.compile(
    r"(\d{1,2}(?:\s?,\s?\d{1,2}){0,9})\s?(?:,|&|\b(?:e|y|i|en|and|und|et|och)\b)\s?(\d{1,2})\s?:\s*"
)
"""Days one by one below a month: `9, 10 e 11: `."""
_CAPITAL: Final = re.compile(r"\s+[^\W\d_a-zß-ÿ]")
_EMPTIED: Final = re.compile(r"\(\s*\)")
_BRACKETED: Final = re.compile(r"\(([^()]{3,60})\)")
_BETWEEN: Final = re.compile(r"\s[|–—-]\s|[()]")
_FEWEST_LETTERS: Final = 3
_LONGEST_BULLET: Final = 500
"""Characters of a bullet in which its date is looked for."""
_LONGEST_RANGE: Final = timedelta(days=100)
_MONTHS_IN_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Headings:
    """The year and the month that the headings above, or the file's name, say."""

    year: int | None = None
    month: int | None = None
    days: Days | None = None
    """Where a heading is a date, that of all that stands under it."""
    day_first: bool | None = None
    """The order of `10/01` throughout the file, where something proves it."""

    @classmethod
    def of_file(cls, url: str, text: str) -> "Headings":
        """Take the year of the last part of the address that names one, `…/2024.md`, or the title's."""
        title = _TITLE.search(text[:_HEAD])
        years = _YEAR.findall(url) or (_YEAR.findall(title[1]) if title else [])
        order = is_day_first_in(text)
        return cls(int(years[-1]) if years else None, day_first=_by_names(text) if order is None else order)

    def completed(self, text: str) -> "Headings":
        """Take the year of a list that names no other anywhere, not even in an address."""
        years = _YEAR.findall(text) if self.year is None else []
        return (
            replace(self, year=int(years[0]))
            if len(years) >= _FEWEST_YEARS and len(set(years)) == 1
            else self
        )

    def of_name(self, name: str | None) -> "Headings":
        """Return what holds for an event of that name, whose own year completes its day: `Ours 2027`."""
        years = _YEAR.findall(name) if name and self.year is None else []
        return replace(self, year=int(years[0])) if len(years) == 1 else self

    def under(self, heading: str) -> "Headings":
        """Return what holds under this heading. One that names neither ends the month, not the year."""
        if days := days_or_none(heading.strip(" *_:"), self.year):
            return replace(self, days=days)
        year = _YEAR.search(heading)
        words = _WORD.findall(fold(heading))
        few = [word for word in words if len(word) >= _FEWEST_LETTERS and word in MONTHS]
        month = MONTHS[few[0]] if few and len(words) <= _FEWEST_LETTERS else None
        return Headings(int(year[1]) if year else self.year, month, day_first=self.day_first)


def _by_names(text: str) -> bool | None:
    """Return the order that labels and heads of tables tell by their language: `| Datum | Ort |`."""
    names = (label or cell for label, cell in _NAMES.findall(text[:_LABELLED]))
    return is_day_first_by(name for name in names if name.casefold() not in _OF_ENGLISH)


def bullet_days(
    words: str, name: str | None, headings: Headings, *, in_prose: bool, is_first: bool
) -> tuple[Days, str]:
    """Return the days and the words without them; `in_prose` looks for a date within a sentence as well.

    What stands under a heading that is a date is of that date if it is a link, or `is_first` below it.

    Raises DateRefusedError: `no_date`, `no_year`, `no_such_day`.
    """
    if headings.month and (of_month := _of_month(words, name, headings)):
        return of_month
    before, colon, after = words.partition(":")
    is_part = colon and (name is None or name not in before)
    if is_part and (days := days_or_none(before, headings.year, day_first=headings.day_first)):
        return days, after
    part, days = _in_a_part(words, headings)
    if days is not None:
        part, days = _with_first(words[:_LONGEST_BULLET], part, days)
        return days, _EMPTIED.sub(" ", words.replace(part, " ")).strip(" |-–—")
    if in_prose and (found := _in_sentence(words, name, headings)):
        return found
    if headings.days and (name or is_first):
        return headings.days, words
    raise DateRefusedError("no_date")


def _of_month(words: str, name: str | None, headings: Headings) -> tuple[Days, str] | None:
    """Read the days of the month above with which the words begin, and give the words without them."""
    if listed := _LISTED.match(words):
        return _from_first(listed, headings), words[listed.end() :]
    found = _NUMBERS.match(words)
    if found and ":" not in found[0] and _names_month(words[found.end() :]):
        found = None
    if not found and name and (day := _DAY_BEFORE.match(words)) and words[day.end() :].startswith(name):
        found = day
    return (_completed(found.groupdict(), headings), words[found.end() :]) if found else None


def as_western(line: Line) -> Line:
    """Return the line, the dates beside its name in ISO 8601, without the day of the week in brackets."""
    if not any(map(str.isdigit, line.text)):
        return line
    before, name, after = line.text.partition(line.name) if line.name else (line.text, "", "")
    before, after = (without_weekday_aside(eastern_as_iso(words)) for words in (before, after))
    return replace(line, text=f"{before}{name}{after}")


def days_under(text: str, headings: Headings) -> Days | None:
    """Return the days of a cell, `19-21`, under the heading of its month."""
    numbers = _NUMBERS.fullmatch(f"{text.strip()} : ") if headings.month else None
    return _completed(numbers.groupdict(), headings) if numbers else None


def _from_first(listed: re.Match[str], headings: Headings) -> Days:
    """Return the days of a list, of which the first alone counts where they do not follow one another."""
    days = [*map(int, listed[1].split(",")), int(listed[2])]
    follow = days == list(range(days[0], days[0] + len(days)))
    return _completed(
        {"d": str(days[0]), "m": None, "d2": str(days[-1]) if follow else None, "m2": None}, headings
    )


def _names_month(words: str) -> bool:
    """Tell whether the numbers before are of a month of their own, `13-15 June`, and not of the heading's."""
    word = _WORD.match(fold(words[:20]))
    return word is not None and len(word[0]) >= _FEWEST_LETTERS and word[0] in MONTHS


def _with_first(words: str, part: str, days: Days) -> tuple[str, Days]:
    """Return the span that a part is one end of: `Bonn, 19.05.2027 - 21.05.2027` is parted at its dash."""
    whole = dated_part(words) if len(fold(words)) == len(words) else None
    text = words[whole[1]] if whole else ""
    is_of_span = whole and len(text) > len(part.strip()) and part.strip() in text
    return (text, whole[0]) if whole and is_of_span else (part, days)


def _in_sentence(words: str, name: str | None, headings: Headings) -> tuple[Days, str] | None:
    """Find a date outside of the name, whole or of the year above, and give the words without it."""
    start = words.find(name) if name else -1
    blank = words[:start] + " " * len(name or "") + words[start + len(name or "") :] if start >= 0 else words
    found = line_days(blank[:_LONGEST_BULLET], headings.year, day_first=headings.day_first)
    if found is None:
        return None
    days, place, _ = found
    is_placed = len(fold(blank[:_LONGEST_BULLET])) == len(blank[:_LONGEST_BULLET])
    before, behind = words[: place.start], words[place.stop :]
    before = "" if are_weekdays(before) else before
    return days, f"{before}{_parts(before, behind)}{behind}" if is_placed else words


def _parts(before: str, behind: str) -> str:
    """Return a dash where a date parted a name from a place: `Ours 19 May 2027 Bonn`."""
    return " – " if any(map(str.isalnum, before)) and _CAPITAL.match(behind) else " "


def _in_a_part(words: str, headings: Headings) -> tuple[str, Days | None]:
    """Look for a part in brackets, or between dashes or bars, that is a date with the year of the heading."""
    looked = words[:_LONGEST_BULLET]
    for part in (*_BRACKETED.findall(looked), *_BETWEEN.split(looked)):
        if days := days_or_none(part.strip(" *_"), headings.year, day_first=headings.day_first):
            return part, days
    return "", None


def _completed(parts: dict[str, str | None], headings: Headings) -> Days:
    """Complete `27-01/12` under November: from the 27th to the 1st of December."""
    if headings.year is None or headings.month is None:
        raise DateRefusedError("no_year")
    day, last = int(parts["d"] or 0), parts["d2"]
    month = int(parts["m"] or headings.month)
    try:
        first = date(headings.year, month, day)
        return first, _last(first, int(last or day), int(parts["m2"] or month), named=parts["m2"] is not None)
    except ValueError as error:
        raise DateRefusedError("no_such_day") from error


def _last(first: date, day: int, month: int, *, named: bool) -> date:
    """Return the last day: a smaller number (`28-6`) is of the next month, a smaller month of next year."""
    if not named and day < first.day:
        month = first.month % _MONTHS_IN_YEAR + 1
    last = date(first.year + (month < first.month), month, day)
    # A slip of the pen like `28-29/02` in November would last for months.
    return last if first <= last <= first + _LONGEST_RANGE else first


def closing_day(text: str | None) -> str | None:
    """Return the day that a badge names, None when it cannot be read."""
    days = days_or_none(text) if text else None
    return days[0].isoformat() if days else None
