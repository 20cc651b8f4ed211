"""When an event is, out of the fields of a record: exact dates first, else words."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Final

from services.events.ingest.normalise.when import read_date
from services.events.ingest.parse.clock_words import clock_of, clocks_of
from services.events.ingest.parse.date_words import DateRefusedError
from services.events.ingest.parse.day_range import days_of
from services.events.ingest.parse.moment_words import moment_of, timed

Fields = Mapping[str, str | None]
"""Field names of `columns` to values as found."""

_NOT_EXACT: Final = {"year": "only_year_known", "month": "only_month_known"}
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_DAY_LENGTH: Final = len("2027-05-19")


def when_of(fields: Fields, *, day_first: bool | None = None) -> tuple[str | None, str | None]:
    """Return start and end as the common date reader understands them; None for what is not said.

    Raises DateRefusedError: see `day_range.days_of`.
    """
    if (fields.get("precision") or "").lower() in _NOT_EXACT:
        raise DateRefusedError(_NOT_EXACT[(fields["precision"] or "").lower()])
    clocks = _clocks(fields)
    words = fields.get("dates")
    starts, ends = _start(fields, day_first=day_first), _end(fields, day_first=day_first)
    if starts is None or (ends or starts)[:_DAY_LENGTH] < starts[:_DAY_LENGTH]:
        if not words:
            return timed(starts, clocks[0]), None
        first, last = _in_words(words, fields, day_first=day_first)
        starts = starts or first
        ends = last if last[:_DAY_LENGTH] >= starts[:_DAY_LENGTH] else None
    starts = timed(starts, clocks[0])
    ends = timed(ends or _same_day(starts, clocks[1]), clocks[1])
    # An end that only repeats the start, or its day, tells nothing of a timed event.
    told = len(starts or "") <= _DAY_LENGTH or ends not in {starts, (starts or "")[:_DAY_LENGTH]}
    return starts, ends if told else None


def _same_day(starts: str | None, ends_at: time | None) -> str | None:
    """Return the day of the start as that of the end, where it is all that is known, or a time of day is."""
    return starts[:_DAY_LENGTH] if starts and (len(starts) <= _DAY_LENGTH or ends_at) else None


def plain_date(text: str | None) -> str | None:
    """Return a date in whatever words as ISO 8601 or as it is; what is none stays as found."""
    try:
        return _exact(text, {}, day_first=None)
    except DateRefusedError:
        return text


def _start(fields: Fields, *, day_first: bool | None) -> str | None:
    """A column called `start` beside one called `date` holds a time of day."""
    text = fields.get("starts") or _if_date(fields.get("start_time"))
    if fields.get("dates") and clock_of(text):
        return None
    return _exact(text, fields, day_first=day_first)


def _end(fields: Fields, *, day_first: bool | None) -> str | None:
    text = fields.get("ends") or _if_date(fields.get("end_time"))
    try:
        return None if clock_of(text) else _exact(text, fields, day_first=day_first)
    except DateRefusedError:
        return None


def _if_date(text: str | None) -> str | None:
    """Return what is called a time where it is a whole date with its time."""
    return text if read_date(text) else None


def _clocks(fields: Fields) -> tuple[time | None, time | None]:
    """Return the times of day that stand in fields of their own; one field may hold both."""
    first, last = clocks_of(fields.get("start_time"))
    has_day = bool(fields.get("dates"))
    first = first or (clock_of(fields.get("starts")) if has_day else None)
    return first, clock_of(fields.get("end_time")) or last or clock_of(fields.get("ends"))


def _in_words(words: str, fields: Fields, *, day_first: bool | None) -> tuple[str, str]:
    """Read a field that holds one date or several; an exact one stays as written."""
    year = fields.get("year") or ""
    try:
        first, last = days_of(words, int(year) if _YEAR.fullmatch(year) else None, day_first=day_first)
    except DateRefusedError:
        moment = moment_of(words, day_first=day_first)
        if moment is None:
            raise
        return moment, moment
    return first.isoformat(), last.isoformat()


def _exact(text: str | None, fields: Fields, *, day_first: bool | None) -> str | None:
    """Return a date that the common reader understands, written so that it does; None for no text."""
    value = (text or "").strip()
    if not value:
        return None
    if moment := moment_of(value, day_first=day_first):
        return moment
    year = fields.get("year") or ""
    return days_of(value, int(year) if _YEAR.fullmatch(year) else None, day_first=day_first)[0].isoformat()
