"""A line of a list that begins with a day and a time of day: `Thursday 28-8-2027 13:00-14:00 Open house`."""

import re
from datetime import date, time
from typing import Final

from services.events.ingest.normalise.when import read_date
from services.events.ingest.parse.dates.clock_words import clock_of
from services.events.ingest.parse.dates.clocks_behind import clocks_at
from services.events.ingest.parse.dates.line_days import line_days
from services.events.ingest.parse.dates.moment_words import timed
from services.events.ingest.parse.lists.dated_lines import is_short
from services.events.ingest.parse.lists.markdown_dates import Headings, bullet_days
from services.events.ingest.parse.wire.markdown_line import Line
from shared.text import fold

_ISO: Final = re.compile(
    r"(?P<moment>(?:19|20)\d\d-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)"
    r"\s*[:,|–—-]?\s+(?P<rest>\S.*)"
)
_LAST: Final = re.compile(
    r"(?P<rest>.*?)[\s,:|–—-]{1,6}(?:(?:at|um|@|à|om|kl\.?)\s+)?"
    r"(?P<clock>\d{1,2}[:.h]\d\d(?:\s?(?:[ap]\.?m\.?|uhr|h))?|\d{1,2}\s?(?:[ap]\.?m\.?|uhr))",
    re.IGNORECASE,
)
"""A name that its date was taken off, with the time of day at its end: `Next meeting: , 20:30 Uhr`."""
_EXACT: Final = r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b\.?|h\b)|\d{1,2}[:h]\d\d\b"
_WITHIN: Final = re.compile(
    rf"(?:[\s,]+(?:at|@)\s+(?P<clock>{_EXACT})(?=\s+(?:in|at)\s|,)|,\s?(?P<parted>{_EXACT})(?=\s?[,|]))",
    re.IGNORECASE,
)
"""A time of day before the place: `Lathes, at 6pm in Bonn`, `Lathes, 18:00, Bonn`."""
_ANY: Final = re.compile(r"\d(?:[:.h]\d\d|\s?(?:[ap]\.?m|uhr|uur|hs?)\b)", re.IGNORECASE)
"""What any time of day has; most days stand without one."""
_LONGEST: Final = 400

Timed = tuple[str, str | None, str]
"""Start, end, and the words behind them."""
Clocked = tuple[time | None, time | None, str]
"""From when till when, and the words without that."""


def clock_beside(words: str, year: int | None) -> Clocked:
    """Return from when till when it is by what stands just behind the day: `19 May 2027, 7pm - Old Mill`."""
    looked = words[:_LONGEST]
    found = line_days(looked, year) if _ANY.search(looked) else None
    folded = fold(looked) if found else ""
    if found is None or len(folded) != len(looked) or found.days[0] != found.days[1]:
        return None, None, words
    begins, closes, place = clocks_at(folded, found.place.stop)
    ends = closes if begins and closes and closes > begins else None
    return begins, ends, words[: found.place.stop] + words[place:]


def when_told(words: str, line: Line, headings: Headings, *, in_prose: bool, is_first: bool) -> Timed:
    """Return when a bullet says it is, and its words without that; see `bullet_days` for the two flags.

    Raises DateRefusedError.
    """
    if (iso := _ISO.match(words[:_LONGEST])) and read_date(iso["moment"]):
        return iso["moment"], None, iso["rest"]
    begins, closes, words = (
        clock_beside(words, headings.year) if line.url or is_short(words) else (None, None, words)
    )
    (first, last), rest = bullet_days(words, line.name, headings, in_prose=in_prose, is_first=is_first)
    day = first.isoformat()
    if begins and first == last:
        return timed(day, begins) or day, timed(day, closes) if closes else None, rest
    if first == last and (told := clock_last(first, rest)):
        return told
    return day, last.isoformat(), rest


def clock_last(day: date, rest: str) -> Timed | None:
    """Return when it is by a time of day that ends the words of an event of that day, or stands in them."""
    if not any(map(str.isdigit, rest)):
        return None
    if (within := _WITHIN.search(rest[:_LONGEST])) and (
        clock := clock_of(within["clock"] or within["parted"])
    ):
        behind = rest[: within.start()] + rest[within.end() :]
        return timed(day.isoformat(), clock) or day.isoformat(), None, behind
    found = _LAST.fullmatch(rest.strip()[:_LONGEST])
    clock = clock_of(found["clock"]) if found else None
    if found is None or clock is None or not found["rest"]:
        return None
    return timed(day.isoformat(), clock) or day.isoformat(), None, found["rest"]
