"""The time of day that stands just behind a day, in a line or a text: `19 May 2027, 7-9pm`."""

import re
from datetime import time
from typing import Final

from services.events.ingest.parse.dates.clock_words import clock_of, clocks_of
from services.events.ingest.parse.dates.day_range import eastern_as_iso
from services.events.ingest.parse.dates.feed_dates import LONGEST_TEXT, WEEKDAY, dated_part
from shared.text import fold

_WITHIN: Final = re.compile(r"\d[t ](\d\d:\d\d(?::00)?(?:z|[+-]\d\d:?\d\d)?)\Z")
"""The time of day of a moment, `2027-05-19T18:30`; one told to the second is when something was written."""
_ANY: Final = r"\d{1,2}(?:[:.h]\d\d)?\s?(?:[ap]\.?m\b\.?|uhr\b|uur\b|hs?\b)?"
_AT: Final = (
    r"(?:at|from|um|von|ab|a las|a partir de|as|de|da|alle|ore|a|klo?\.?|om|vanaf|godz\.?|v|beginn:?)"
)
_CLOCK: Final = re.compile(
    rf"[\s,·•|@–—(-]*(?:{WEEKDAY}\W+)?(?:(?<!\n)(?:time|hora|heure|ora|uhrzeit)\s?:\s?)?(?P<clock>(?:{_AT}\s+)?"
    rf"{_ANY}(?:\s*(?:[-–—~～〜]|\b(?:to|bis|tot|a|as|alle|do|til|until)\b)\s*{_ANY})?)(?![\w/])"
)
_SINCE: Final = re.compile(r"^a partir de\s+")


def clocks_at(folded: str, place: int) -> tuple[time | None, time | None, int]:
    """Return from when till when it is by what stands just there, behind a day, and where that ends."""
    clock = _CLOCK.match(folded, place)
    begins, closes = clocks_of(_SINCE.sub("", clock["clock"])) if clock else (None, None)
    return begins, closes, clock.end() if clock and begins else place


def clocks_behind_date(text: str) -> tuple[time | None, time | None]:
    """Return from when till when by what stands behind the first full date of a text, if that is one day."""
    found = dated_part(text)
    if found is None or found[0][0] != found[0][1]:
        return None, None
    looked = fold(eastern_as_iso(text[:LONGEST_TEXT]))
    if moment := _WITHIN.search(looked[found[1]]):
        first, last = clock_of(moment[1]), None
    else:
        first, last, _ = clocks_at(looked, found[1].stop)
    # Midnight is what software writes where no time was told.
    return (None, None) if first in {None, time()} else (first, last if last and last > first else None)
