"""One moment in whatever form people and programs write it, as the common date reader understands it."""

import re
from datetime import date, time, timedelta, timezone
from typing import Final

from services.events.ingest.normalise.when import Found, read_date
from services.events.ingest.parse.dates.clock_words import clocks_of
from services.events.ingest.parse.dates.date_words import DateRefusedError
from services.events.ingest.parse.dates.day_range import days_of
from services.events.ingest.parse.wire.json_path import epoch_text

_EPOCH: Final = re.compile(r"1\d{9}(?:\d{3})?")
_SECONDS: Final = 10
"""Digits of a count of seconds since 1970; three more are milliseconds."""
_SERIAL: Final = re.compile(r"(?:3[6-9]|4\d|5[0-4])\d{3}(?:\.0+)?")
_SERIAL_START: Final = date(1899, 12, 30)
"""Day 0 of spreadsheets, which write a day as the count of days since; the years 1998 to 2050 are taken."""
_OF_SCRIPT: Final = re.compile(
    r"(?P<day>[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d{4}) (?P<clock>\d\d:\d\d:\d\d) GMT(?P<zone>[+-]\d{4})"
)
"""A date as JavaScript writes it when nobody asks for a format."""
_WITHOUT_T: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:([A-Z]{3,4})(\d\d:\d\d)|-([01]\d|2[0-3])([0-5]\d))")
"""A day and a time with the letters of a zone where the `T` belongs, as a plugin of WordPress wrote it, or
with a dash there, as in names of files: `2027-05-19-1900`."""
_WITH_CLOCK: Final = re.compile(
    r"(?P<day>.*?[^\s,@])(?:\s*[,@|·•]\s*|\s+[-–—]\s+|\s+)"
    r"(?:(?:at|um|à|klo?\.?|from|de|von|ab|dalle|das|od|ore|om|vanaf|beginn|aanvang|start|às|a las|godz\.?|v)"
    r":?\s+)?"
    r"(?P<clock>\d{1,2}(?:[:.h]\d\d(?::\d\d)?)?\s*(?:[ap]\.?m\.?|uhr|uur|hr?s?\.?)?"
    r"(?:\s*(?:[-–—～〜]|\b(?:to|bis|tot|à|as|às|a|alle|do|til)\b)\s*\d.{0,12})?)",
    re.IGNORECASE,
)
_CLOCK_FIRST: Final = re.compile(
    r"(?P<clock>\d{1,2}:\d{1,2}(?::\d{1,2})?(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)(?:\s*,\s*|\s+)(?:on\s+)?(?P<day>\D*\d.*)",
    re.IGNORECASE,
)
_ONE_DIGIT: Final = re.compile(r"(?<=:)(\d)(?!\d)")
_ZONE_BEHIND: Final = re.compile(r"(?<=[\dmMhr])\s+\(?([A-Z]{3,4})\)?")
"""The letters of a zone after a time of day: `1PM EST`."""
_REMARK: Final = re.compile(r"\s*\([^()]{0,60}\)\s*\Z")
"""What is said in brackets behind a moment, as the same in another zone: `21:00 UTC (4pm ET)`."""
_LONGEST: Final = 100
_DAY_IN_BRACKETS: Final = re.compile(r"^\s*[^\W\d_]{2,12}\.?,?\s*\(([^()]{6,40}\d)\)")
"""A day behind that of the week, in brackets: `Thursday (May 19, 2027), 3-4 pm`."""


def moment_of(value: str, year: int | None = None, *, day_first: bool | None = None) -> str | None:
    """Return an ISO 8601 date as it is, other moments as ISO 8601; None for what is none, or days in words.

    Read besides: RFC 2822, counts since 1970, days of spreadsheets, JavaScript, words with a time of day, of
    that `year` where they name none.
    """
    if found := read_date(value):
        return value if value.strip()[:4].isdigit() else as_iso(found)
    if told := _WITHOUT_T.fullmatch(value):
        return f"{told[1]}T{told[3]} {told[2]}" if told[2] else f"{told[1]}T{told[4]}:{told[5]}"
    if _EPOCH.fullmatch(value):
        return epoch_text(value, per_second=1000 if len(value) > _SECONDS else 1)
    if _SERIAL.fullmatch(value):
        return (_SERIAL_START + timedelta(days=int(value[:5]))).isoformat()
    try:
        return _in_words(_DAY_IN_BRACKETS.sub(r"\1", value[:_LONGEST]), year, day_first=day_first)
    except DateRefusedError:
        return None


def span_of(value: str, year: int | None = None, *, day_first: bool | None = None) -> tuple[str, str] | None:
    """Return start and end of words with times of day, `May 19, 2027, 7-9pm`; None where no end is told."""
    bare, zone = _without_zone(_REMARK.sub("", _DAY_IN_BRACKETS.sub(r"\1", value[:_LONGEST])))
    found = _WITH_CLOCK.fullmatch(bare)
    first, last = clocks_of(found["clock"]) if found else (None, None)
    if found is None or first is None or last is None:
        return None
    try:
        day = days_of(found["day"], year, day_first=day_first)[0]
    except DateRefusedError:
        return None
    ends = day if last > first else day + timedelta(days=1)
    starts, ended = f"{day.isoformat()}T{first:%H:%M}", f"{ends.isoformat()}T{last:%H:%M}"
    return (_zoned(starts, zone), _zoned(ended, zone))


def as_iso(found: Found) -> str:
    """Write a date as read in ISO 8601, with its offset where it said one."""
    if found.is_day:
        return found.wall.date().isoformat()
    zone = timezone(found.offset) if found.offset is not None else None
    return found.wall.replace(tzinfo=zone).isoformat()


def days_in_words(
    words: str, year: int | None = None, *, day_first: bool | None = None
) -> tuple[str, str | None] | None:
    """Return first and last day, or start and end, that the words are; None for what is no date."""
    try:
        first, last = days_of(words, year, day_first=day_first)
    except DateRefusedError:
        moment = moment_of(words, year, day_first=day_first)
        return span_of(words, year, day_first=day_first) or ((moment, None) if moment else None)
    return first.isoformat(), last.isoformat()


def timed(moment: str | None, clock: time | None) -> str | None:
    """Set a time of day of its own field to its day; the midnight of a date that has such a field is none."""
    if moment is None or clock is None:
        return moment
    found = read_date(moment)
    if found is None or found.wall.time() != time():
        return moment
    return f"{found.wall.date().isoformat()}T{clock.isoformat('seconds' if clock.second else 'minutes')}"


def _in_words(value: str, year: int | None, *, day_first: bool | None) -> str | None:
    if script := _OF_SCRIPT.match(value):
        return f"{days_of(script['day'])[0].isoformat()}T{script['clock']}{script['zone']}"
    bare, zone = _without_zone(_REMARK.sub("", value))
    found = _WITH_CLOCK.fullmatch(bare) or _CLOCK_FIRST.fullmatch(bare)
    clock = clocks_of(_ONE_DIGIT.sub(r"0\1", found["clock"]))[0] if found else None
    if found is None or clock is None:
        return None
    moment = timed(days_of(found["day"], year, day_first=day_first)[0].isoformat(), clock)
    return _zoned(moment, zone) if moment else None


def _zoned(moment: str, zone: str | None) -> str:
    """Return the moment with the letters of its zone, if they name one."""
    return f"{moment} {zone}" if zone and read_date(f"{moment} {zone}") else moment


def _without_zone(value: str) -> tuple[str, str | None]:
    found = _ZONE_BEHIND.search(value)
    return (value[: found.start()], found[1]) if found and found.end() == len(value) else (value, None)
