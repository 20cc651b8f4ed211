"""A date short of its year within words, `April 18-20 in Bonn`, completed by the year above, or `27/4/27`."""

import re
from typing import Final

from services.events.ingest.parse.dates.date_words import TO, DateRefusedError
from services.events.ingest.parse.dates.day_range import Days, days_of
from services.events.ingest.parse.dates.feed_dates import DAY, MONTH, OF, WEEKDAY, is_deadline
from shared.text import fold

_SHORT: Final = re.compile(
    r"(?<![\w/.:-])(?:"
    rf"{MONTH}\s+{DAY}(?:{TO}(?:{MONTH}\s+)?{DAY})?"
    rf"|{DAY}(?:\s*{OF}{MONTH})?{TO}(?:{WEEKDAY},?\s+)?{DAY}\s*{OF}{MONTH}"
    rf"|{DAY}\s*{OF}{MONTH}"
    rf"|(?:\d{{1,2}}\.\s?(?:\d{{1,2}}\.)?{TO})?\d{{1,2}}\.\s?\d{{1,2}}\.(?!\d|\s?(?:19|20)\d\d)"
    r")(?!,?\s+(?:19|20)\d\d|[\w/:])"
)
_NUMBERS: Final = re.compile(r"(?<![\w/.:-])\d{1,2}/\d{1,2}/\d\d(?![\w/])")
_LONGEST: Final = 500


def short_date(text: str, year: int | None) -> tuple[Days, slice] | None:
    """Return the one such date of a text and where it stands; None for none, or of several."""
    folded = fold(text[:_LONGEST])
    if year is None or len(folded) != len(text) or not any(map(str.isdigit, folded)):
        return None
    found = [date for date in _SHORT.finditer(folded) if not is_deadline(folded, date.start())]
    if len(found) != 1:
        return None
    try:
        return days_of(found[0][0], year), slice(found[0].start(), found[0].end())
    except DateRefusedError:
        return None


def short_numbers(text: str, *, day_first: bool | None) -> tuple[Days, slice] | None:
    """Return the one date of a text in digits with two for the year, `27/4/27`, and where it stands."""
    found = list(_NUMBERS.finditer(text[:_LONGEST])) if text.count("/") > 1 else []
    if len(found) != 1 or is_deadline(fold(text[: found[0].start()]), found[0].start()):
        return None
    try:
        return days_of(found[0][0], day_first=day_first), slice(found[0].start(), found[0].end())
    except DateRefusedError:
        return None
