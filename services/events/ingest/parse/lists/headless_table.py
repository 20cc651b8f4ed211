"""Tables as CSV without a head, in a file called after events: its columns are known by what they hold.

A column of whole dates is the start, a second one the end, as with clocks; the first of words is the title.
"""

import csv
import re
from collections.abc import Callable
from io import StringIO
from itertools import islice
from typing import Final

from services.events.ingest.parse.dates.clock_words import clocks_of
from services.events.ingest.parse.dates.moment_words import days_in_words
from services.events.ingest.parse.dates.slash_order import is_day_first
from services.events.ingest.parse.records.event_words import says_events
from services.events.ingest.parse.records.records_together import read_together
from services.events.ingest.parse.wire.parsed import MAX_ITEMS, Parsed, gathered

FORMAT: Final = "csv"
_DELIMITERS: Final = ",;\t|"
_LOOKED_AT: Final = 20
_FEWEST_ROWS: Final = 2
_COLUMNS: Final = range(2, 31)
_LONGEST_LINE: Final = 4000
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
_ADDRESS: Final = re.compile(r"https?://\S+")
_PLACE: Final = re.compile(r"[^,\d][^,]{1,60}, [^,]{2,40}(?:, [^,]{2,40})?|online|virtual", re.IGNORECASE)

_TO_THE_SECOND: Final = re.compile(r"\d:\d\d:\d\d(?<!:00)|\d:\d\d:\d\d[.,]\d")

Places = dict[str, int]


def parse_headless(text: str, url: str) -> Parsed | None:
    """Read the table; None when there is none, or its file is not called after events."""
    first_line = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    is_named = says_events(url.rpartition("/")[2]) and len(first_line) <= _LONGEST_LINE
    if not is_named or delimiter not in first_line or first_line.startswith("|"):
        return None
    try:
        rows = list(islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter), MAX_ITEMS + 1))
    except csv.Error:
        return None
    rows = [[cell.strip() for cell in row] for row in rows if any(row)]
    first = rows[:_LOOKED_AT]
    if len(first) < _FEWEST_ROWS or len({len(row) for row in first}) > 1 or len(first[0]) not in _COLUMNS:
        return None
    day_first = is_day_first(cell for row in first for cell in row)
    places = columns_by_content(first, day_first=day_first)
    if places is None:
        return None
    read = [
        (f"row {number}", {field: row[place] or None for field, place in places.items() if place < len(row)})
        for number, row in enumerate(rows, 1)
    ]
    return gathered(FORMAT, read_together(read, by_names=day_first))


def columns_by_content(rows: list[list[str]], *, day_first: bool | None) -> Places | None:
    """Return the columns by what all rows hold there; None without a date and a title."""
    columns = [[row[place] for row in rows] for place in range(len(rows[0]))]
    found: Places = {}

    def take(field: str, fits: Callable[[str], bool], *, may_be_blank: bool = True) -> None:
        for place, cells in enumerate(columns):
            held = [cell for cell in cells if cell]
            is_full = bool(held) and (may_be_blank or len(held) == len(cells))
            if place not in found.values() and is_full and all(map(fits, held)):
                found[field] = place
                return

    take("starts", lambda cell: _is_date(cell, day_first=day_first), may_be_blank=False)
    take("ends", lambda cell: _is_date(cell, day_first=day_first))
    take("start_time", lambda cell: clocks_of(cell)[0] is not None)
    take("end_time", lambda cell: clocks_of(cell)[0] is not None)
    take("url", lambda cell: _ADDRESS.fullmatch(cell) is not None)
    take("title", _is_title, may_be_blank=False)
    titles = [row[found["title"]] for row in rows] if "title" in found else []
    if len(set(titles)) < len(titles) // 2 or all(map(str.isupper, titles)):
        return None
    take("address", lambda cell: _PLACE.fullmatch(cell) is not None)
    return found if {"starts", "title"} <= found.keys() else None


def _is_title(cell: str) -> bool:
    return _LETTERS.search(cell) is not None and _ADDRESS.match(cell) is None


def _is_date(cell: str, *, day_first: bool | None) -> bool:
    """Tell a day or moment; one told to the second is that of a log."""
    return not _TO_THE_SECOND.search(cell) and days_in_words(cell, day_first=day_first) is not None
