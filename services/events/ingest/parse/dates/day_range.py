"""A field that holds a date or a range of dates in words, read whole and strictly, or refused with a reason.

`April 25-29, 2022`, `May 31-June 2, 2021`, `25 a 29 de abril de 2022`, `25.–29.04.2022`, `12, 13 and 14 May
2027`. Nothing of the text may be left over: what is not understood could turn the meaning.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Final

from services.events.ingest.parse.dates.date_words import DateRefusedError, Token, tokens
from services.events.ingest.parse.dates.weekday_names import without_weekday_at_an_end
from shared.text import fold

Days = tuple[date, date]
"""First and last day."""

_YEAR_FIRST: Final = r"((?:19|20)\d\d([-/.])\d{1,2}\%d\d{1,2})"
_ISO: Final = re.compile(
    rf"{_YEAR_FIRST % 2}(?:\s*(?:-|–|—|/|~|to|until|through|bis|a)\s*{_YEAR_FIRST % 4})?"
)
_ISO_DAYS: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})"
    r"\s*(?:[-–—~/]|to|until|bis|a|au)\s*(?:(?P<m2>\d{1,2})(?P=mark))?(?P<d2>\d{1,2})"
)
"""The end says only what differs from the start: `2027.5.19-21`, `2027/5/30-6/2`, `2027-01-07 to 10`."""
_SPACED: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)\. ?(\d{1,2})\. ?(\d{1,2})(?:\.(?!\d)|(?!\d))")
"""Year, month and day as Korea writes them: `2027. 05. 19.`"""
_EASTERN: Final = re.compile(
    r"(?P<y>(?:19|20)\d\d)\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]?"
    r"(?:\s*(?:[-–—~〜～至到]|から)\s*(?:(?P<y2>(?:19|20)\d\d)\s*[年년]\s*)?(?:(?P<m2>\d{1,2})\s*[月월]\s*)?(?P<d2>\d{1,2})\s*[日일])?"
)
_OF_ERA: Final = re.compile(
    r"(?P<era>令和|平成|昭和)\s*(?P<y>元|\d{1,2})\s*(?=年)|\A(?P<letter>[RHS])(?P<y2>\d{1,2})(?=[年.]\d{1,2}[月.]\d{1,2}日?\Z)"
)
"""A year as Japan counts it, from the first of an emperor: `令和9年`, `R9.5.19`."""
_BEFORE_ERA: Final = {"令": 2018, "R": 2018, "平": 1988, "H": 1988, "昭": 1925, "S": 1925}
_WIDE: Final = str.maketrans("０１２３４５６７８９：", "0123456789:")
_DASHED: Final = re.compile(r"(?<![\w.-])(\d{1,2})-(\d{1,2})-((?:19|20)\d\d)(?![\w-])")
"""Day, month and year in digits with dashes between, in the order of those with slashes."""
_NAMED: Final = re.compile(r"(?<![\w-])(\d{1,2})-([^\W\d_]{3,9})\.?-((?:19|20)?\d\d)(?![\w-])")
"""Day, name of the month and year with dashes between, as spreadsheets write it: `19-May-27`."""
_LOOSE: Final = re.compile(r"(?<!\d)(\d{1,2}\.)\s((?:0?[1-9]|1[0-2])\.)(?=\s?(?:19|20)\d\d|\s*[-–—]|\s*$)")
"""Day and month in digits with a blank between, as is usual in Czech, Slovak, Finnish: `19. 5. 2027`."""
_CENTURY: Final = 100
_OPEN: Final = re.compile(
    r"\b(?:tb[acd]|to be (?:announced|confirmed|determined|decided)|a definir|a confirmer|por confirmar"
    r"|noch offen|unknown|postponed)\b|^\W*$"
)
_CONFIRMED_LATER: Final = re.compile(
    r"(?<=\d)\s*\((?:tbc|to be confirmed|provisional|tentative)\)", re.IGNORECASE
)
"""What is said of a day that is told all the same."""
_BRACKETS: Final = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]")
_ASIDE: Final = re.compile(
    r"(?<=\w)\s*[,;]\s*(?:(?:pre|post)?-?(?:conferences?|workshops?|tutorials?|trainings?|satellites?)\b.*"
    r"|(?:full|all|half)[- ]day|(?:morning|afternoon|evening)s?|ganzt[aä]gig|(?:vor|nach)mittags|abends)$",
    re.IGNORECASE | re.DOTALL,
)
"""What is told beside the days of the event: `July 15-17, pre-conference: July 13-14`, `May 19, Morning`."""
_SHAPE: Final = re.compile(r"MD(?:-M?D)?Y|MDY-MDY|D(?:-D)?MY|DM-DMY|DMY-DMY|YMD(?:-M?D)?|YMD-YMD")
_LONGEST: Final = 120
_NUMBER: Final = re.compile(r"\d+")
_MOST_NUMBERS: Final = 16
"""Numbers of a date, or of days listed one by one; a text of more costs what it is worth to nobody."""
_OF_NOTES: Final = " *†‡"
"""Marks of a note at the foot of a table."""


def days_of(text: str, year: int | None = None, *, day_first: bool | None = None) -> Days:
    """Read the days; `year` is taken where the text names none, `day_first` where `02/03` could be either.

    Raises:
        DateRefusedError: `date_to_be_announced`, `only_year_known`, `only_month_known`, `no_year`,
            `ambiguous_date`, `no_such_day` or `date_not_understood`.
    """
    read = _read_once(text, year, day_first)
    if isinstance(read, str):
        raise DateRefusedError(read)
    return read


def days_or_none(text: str, year: int | None = None, *, day_first: bool | None = None) -> Days | None:
    """Read the days as `days_of` does; None for what is none, or is not told whole."""
    read = _read_once(text, year, day_first)
    return None if isinstance(read, str) else read


def _read_once(text: str, year: int | None, day_first: bool | None) -> Days | str:  # noqa: FBT001
    return (_read if len(text) <= _LONGEST else _read.__wrapped__)(text, year, day_first)


@lru_cache(maxsize=1024)
def _read(text: str, year: int | None, day_first: bool | None) -> Days | str:  # noqa: FBT001 - one of a key
    """Return the days, or why there are none; remembered, for one text is looked at as several shapes."""
    try:
        return _days_in(text, year, day_first=day_first)
    except DateRefusedError as refused:
        return str(refused)


def _days_in(text: str, year: int | None, *, day_first: bool | None) -> Days:
    if len(_NUMBER.findall(text)) > _MOST_NUMBERS:
        raise DateRefusedError("date_not_understood")
    text = _NAMED.sub(_apart, _DASHED.sub(r"\1/\2/\3", eastern_as_iso(text.rstrip(_OF_NOTES))))
    text = _LOOSE.sub(r"\1\2", text) if ". " in text else text
    bare = without_weekday_at_an_end(_BRACKETS.sub(" ", text).strip())
    iso = _ISO.fullmatch(bare)
    if iso:
        return _iso(iso[1], iso[3] or iso[1])
    if short := _ISO_DAYS.fullmatch(bare):
        return _iso(
            f"{short['year']}-{short['m']}-{short['d']}",
            f"{short['year']}-{short['m2'] or short['m']}-{short['d2']}",
        )
    if len(text) > _LONGEST:
        raise DateRefusedError("date_not_understood")
    if _OPEN.search(fold(_CONFIRMED_LATER.sub("", text))):
        raise DateRefusedError("date_to_be_announced")
    found = _listed(_spoken(tokens(_ASIDE.sub(" ", _BRACKETS.sub(" ", text)), day_first=day_first)))
    if year is not None and not any(kind == "Y" for kind, _ in found):
        found.append(("Y", year))
    _refuse_vague("".join(kind for kind, _ in found))
    return _days(found)


def spanned(
    first: tuple[int, int], last: tuple[int, int], years: tuple[int, int], *, completes: bool
) -> Days:
    """Return the days of (month, day) pairs. "30 December - 2 January 2028" names the year of its end.

    Where both name theirs, `years` differ or not, none is completed: `completes` is False. An end before its
    start is left out. Raises ValueError for a day that no calendar has.
    """
    starts, ends = date(years[0], *first), date(years[1], *last)
    if completes and starts > ends and years[0] == years[1] and first[0] > last[0]:
        starts = date(years[0] - 1, *first)
    return starts, max(starts, ends)


def eastern_as_iso(text: str) -> str:
    """Write the dates of China, Japan and Korea as ISO 8601 does.

    `2027年5月19日-21日`, `令和9年5月19日`, `2027. 5. 19.`.
    """
    if text.isascii() and text[:1] not in _BEFORE_ERA:
        return _SPACED.sub(r"\1-\2-\3", text)
    return _SPACED.sub(r"\1-\2-\3", _EASTERN.sub(_western, _OF_ERA.sub(_of_our_count, text.translate(_WIDE))))


def _of_our_count(found: re.Match[str]) -> str:
    counted = found["y"] or found["y2"]
    return str(_BEFORE_ERA[found[0][0]] + (1 if counted == "元" else int(counted)))


def _apart(found: re.Match[str]) -> str:
    year = int(found[3])
    return f"{found[1]} {found[2]} {2000 + year if year < _CENTURY else year}"


def _western(found: re.Match[str]) -> str:
    first = f"{found['y']}-{found['m']}-{found['d']}"
    last = f"{found['y2'] or found['y']}-{found['m2'] or found['m']}-{found['d2']}"
    return f"{first} - {last}" if found["d2"] else first


def _iso(first: str, last: str) -> Days:
    try:
        days = _day(first), _day(last)
    except ValueError as error:
        raise DateRefusedError("no_such_day") from error
    return days[0], max(days)


def _day(text: str) -> date:
    year, month, day = (int(part) for part in re.split(r"[-/.]", text))
    return date(year, month, day)


def _spoken(found: list[Token]) -> list[Token]:
    """Keep a comma only between two days; elsewhere it is style."""
    return [
        token
        for place, token in enumerate(found)
        if token[0] != ","
        or [kind for kind, _ in (*found[place - 1 : place], *found[place + 1 : place + 2])] == ["D"] * 2
    ]


def _listed(found: list[Token]) -> list[Token]:
    """Write a list of days that follow one another as a range; other lists stay as they are."""
    shape = "".join(kind for kind, _ in found)
    days = re.search(r"D(?:,D)+|D(?:-D){2,}", shape)
    if days is None or "-" in shape.replace(days[0], ""):
        return found
    numbers = [number for kind, number in found[days.start() : days.end()] if kind == "D"]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return found
    return [*found[: days.start()], ("D", numbers[0]), ("-", 0), ("D", numbers[-1]), *found[days.end() :]]


def _refuse_vague(shape: str) -> None:
    vague = {
        "Y": "only_year_known",
        "MY": "only_month_known",
        "YM": "only_month_known",
        "M": "only_month_known",
    }
    if shape in vague:
        raise DateRefusedError(vague[shape])
    if "Y" not in shape and _SHAPE.fullmatch(shape + "Y"):
        raise DateRefusedError("no_year")
    if not _SHAPE.fullmatch(shape):
        raise DateRefusedError("date_not_understood")


def _days(found: list[Token]) -> Days:
    days, months, years = ([number for kind, number in found if kind == wanted] for wanted in "DMY")
    try:
        return spanned(
            (months[0], days[0]), (months[-1], days[-1]), (years[0], years[-1]), completes=len(years) == 1
        )
    except ValueError as error:
        raise DateRefusedError("no_such_day") from error
