"""The year of a day told without one, by another field of the record that names the same day, or its term.

`date: 18 janvier à 18h` beside `ts: 20270118T180000`; `date: 10/18` beside `semester: fall2027`.
"""

import re
from collections.abc import Iterable
from typing import Final

from services.events.ingest.parse.dates.date_words import DateRefusedError
from services.events.ingest.parse.dates.day_range import days_of
from services.events.ingest.parse.dates.moment_words import moment_of

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY: Final = re.compile(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?:[T ].{0,30})?")
_COUNT: Final = re.compile(r"1\d{9}(?:\d{3})?")
_TERM: Final = re.compile(
    r"(?:(?P<term>spring|summer|fall|autumn)[ _-]?(?P<year>(?:19|20)\d\d)"
    r"|(?P<year2>(?:19|20)\d\d)[ _-]?(?P<term2>spring|summer|fall|autumn))",
    re.IGNORECASE,
)
"""A part of an academic year that lies within one; a winter is of two."""
_MONTHS: Final = {
    "spring": range(1, 7),
    "summer": range(5, 10),
    "fall": range(8, 13),
    "autumn": range(8, 13),
}
_LONGEST: Final = 60
_MOST: Final = 40


def year_elsewhere(
    words: str | None, others: Iterable[str | None], *, day_first: bool | None = None
) -> str | None:
    """Return the year that makes the day of the words that of another field; None for words with a year."""
    if not words or len(words) > _LONGEST or _YEAR.search(words) or not any(map(str.isdigit, words)):
        return None
    for text in [other for other in others if other and len(other) <= _LONGEST][:_MOST]:
        told = _DAY.fullmatch(moment_of(text) or "" if _COUNT.fullmatch(text) else text)
        if told and _day(words, int(told[1]), day_first) == "-".join(told.groups()):
            return told[1]
        if (term := _TERM.fullmatch(text.strip())) and _is_in(words, term, day_first):
            return term["year"] or term["year2"]
    return None


def _is_in(words: str, term: re.Match[str], day_first: bool | None) -> bool:  # noqa: FBT001 - three-valued
    day = _day(words, int(term["year"] or term["year2"]), day_first)
    return day is not None and int(day[5:7]) in _MONTHS[(term["term"] or term["term2"]).lower()]


def _day(words: str, year: int, day_first: bool | None) -> str | None:  # noqa: FBT001 - three-valued
    """Return the first day of the words in that year, None for what is none."""
    try:
        return days_of(words, year, day_first=day_first)[0].isoformat()
    except DateRefusedError:
        moment = moment_of(words, year, day_first=day_first)
        return moment[: len("2027-05-19")] if moment else None
