"""What the line below a heading of an event and its day says: from when until when, where, and a link."""

import re
from dataclasses import replace
from typing import Final

from services.events.ingest.model import RawListing
from services.events.ingest.normalise.when import read_date
from services.events.ingest.parse.dates.clock_words import clocks_of
from services.events.ingest.parse.dates.feed_dates import MONTH
from services.events.ingest.parse.dates.moment_words import timed
from services.events.ingest.parse.dates.month_names import MONTHS
from shared.text import fold

_O_CLOCK: Final = r"\d{1,2}(?:(?:[:.]|h|\sh\s)\d\d)?\s?(?:[ap]\.?m\b\.?|uhr\b|h\b)?"
_SAID: Final = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?(?P<month>{MONTH})"
    rf"|(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)(?:,?\s+(?:de\s+)?(?:19|20)\d\d)?"
    rf"[,\s]{{1,3}}(?:(?:at|from|um|von|ab|de|des|a|as|alle|dalle|kl\.?)\s+)?"
    rf"(?P<clock>{_O_CLOCK}(?:\s?(?:-|–|—|to|until|bis|a|as|alle)\s?{_O_CLOCK})?)(?![\d/])"
)
_PLACE: Final = re.compile(r"\[([^\[\]]{2,100})\]\([^()\s]{1,500}\)\s*\(([^()]{3,150})\)")
"""A house that is a link, its address in brackets behind it."""
_LONGEST: Final = 400


def told_below(event: RawListing, line: str) -> RawListing:
    """Return the event of one day with what a sentence says that names this day with a time."""
    day = read_date(event.starts)
    said = _SAID.search(fold(line[:_LONGEST])) if day and any(map(str.isdigit, line[:_LONGEST])) else None
    if day is None or said is None or event.starts != event.ends:
        return event
    month = MONTHS.get((said["month"] or said["month2"]).rstrip("."))
    first, last = clocks_of(said["clock"])
    if (month, int(said["day"] or said["day2"])) != (day.wall.month, day.wall.day) or first is None:
        return event
    starts = timed(event.starts, first)
    place = _PLACE.search(line[:_LONGEST])
    return replace(
        event,
        starts=starts,
        ends=timed(event.ends, last) if last and last > first else None,
        address=event.address
        or (f"{place[1]}, {place[2]}" if place and any(map(str.isdigit, place[2])) else None),
    )
