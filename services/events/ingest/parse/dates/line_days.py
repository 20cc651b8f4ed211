"""The days that a line tells, whoever wrote it: one way to find them for lists, pages and sentences.

What the reader of dates reads whole comes first, so that a span is one however it is written; then a full
date among other words, then one short of its year that is completed by the year above.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from services.events.ingest.parse.dates.date_words import DateRefusedError
from services.events.ingest.parse.dates.day_range import Days, days_of
from services.events.ingest.parse.dates.feed_dates import dated_part, is_deadline
from services.events.ingest.parse.dates.short_dates import short_date, short_numbers
from shared.text import fold

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<![\d.])\d\d\.\d\d\.\d\d(?![\d.])")
"""A year, or a day in digits with two for its year, as `19.05.27`; fewer digits may number a version."""
_BARS: Final = re.compile(r"\s*[·•|]\s*")
_LONGEST: Final = 80


class LineDays(NamedTuple):
    """First and last day, where they stand in the line, and whether it names their year itself."""

    days: Days
    place: slice
    is_whole: bool


def line_days(words: str, year: int | None = None, *, day_first: bool | None = None) -> LineDays | None:
    """Return the days that the line tells, no deadline; of that `year` where it names none.

    `day_first` is the order of `10/01` where it is known from elsewhere.
    """
    if found := _whole(words, day_first=day_first) or dated_part(words, day_first=day_first):
        return LineDays(*found, is_whole=True)
    short = short_date(words, year) or short_numbers(words, day_first=day_first)
    return LineDays(*short, is_whole=False) if short else None


def _whole(words: str, *, day_first: bool | None) -> tuple[Days, slice] | None:
    """Return the first part, the line itself or what stands between bars, that is nothing but days."""
    if not _YEAR.search(words):
        return None
    for place in _parts(words):
        part = words[place]
        if len(part) > _LONGEST or not _YEAR.search(part):
            continue
        try:
            days = days_of(part, day_first=day_first)
        except DateRefusedError:
            continue
        before = fold(words[: place.start])
        return None if is_deadline(before, len(before)) else (days, place)
    return None


def _parts(words: str) -> Iterator[slice]:
    yield slice(0, len(words))
    start = 0
    for bar in _BARS.finditer(words):
        yield slice(start, bar.start())
        start = bar.end()
    if start:
        yield slice(start, len(words))
