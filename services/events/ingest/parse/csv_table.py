"""Tables of events as CSV, by the names of their columns.

python-organizers (https://github.com/python-organizers/conferences), Google Calendar's import format and
any other whose header names a title and a date. A table of talks (room, start, duration) is one event with
sessions, as voctosched writes it (https://github.com/voc/voctosched).
"""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.columns import field_keys, tells_of_events
from services.events.ingest.parse.csv_talks import is_table_of_talks, parse_talks
from services.events.ingest.parse.parsed import MAX_ITEMS, Parsed, gathered
from services.events.ingest.parse.record import record
from services.events.ingest.parse.slash_order import is_day_first

FORMAT: Final = "csv"
_DELIMITERS: Final = ",;\t|"
_LONGEST_HEADER: Final = 4000
_FEWEST_COLUMNS: Final = 2
_CONFERENCES: Final = re.compile(r"conf", re.IGNORECASE)


def parse_csv(text: str, url: str) -> Parsed | None:
    """Read a table whose first line names a title and a date; None when it does not."""
    head = text.partition("\n")[0].strip("\r")
    delimiter = max(_DELIMITERS, key=head.count)
    # A line between bars heads a table in Markdown.
    if delimiter not in head or len(head) > _LONGEST_HEADER or head.lstrip().startswith("|"):
        return None
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = next(rows, [])
    except csv.Error:
        return None
    keys = field_keys(names)
    if len(names) < _FEWEST_COLUMNS or not tells_of_events(keys):
        return None
    places = {field: names.index(name) for field, name in keys.items()}
    if is_table_of_talks(places):
        return parse_talks(_lines(rows), places, url)
    categories = ("conference",) if _CONFERENCES.search(url) else ()
    return gathered(FORMAT, _records(_lines(rows), places, categories))


Line = tuple[str, list[str]] | Rejected


def _lines(rows: Iterator[list[str]]) -> Iterator[Line]:
    """Yield the lines with where they stand; what the reader cannot read ends the table, and says so."""
    number = 1
    try:
        for number, row in enumerate(rows, 2):
            if any(cell.strip() for cell in row):
                yield f"row {number}", row
            if number > MAX_ITEMS + 2:
                return
    except csv.Error:
        yield Rejected("cut_off_malformed", f"row {number + 1}")


def _records(
    lines: Iterator[Line], places: dict[str, int], categories: tuple[str, ...]
) -> Iterator[RawListing | Rejected]:
    read = [line if isinstance(line, Rejected) else (line[0], cells(line[1], places)) for line in lines]
    rows = [line[1] for line in read if not isinstance(line, Rejected)]
    day_first = is_day_first(row.get(field) for row in rows for field in ("starts", "ends", "dates"))
    for line in read:
        yield (
            line if isinstance(line, Rejected) else record(line[1], line[0], categories, day_first=day_first)
        )


def cells(row: list[str], places: dict[str, int]) -> dict[str, str | None]:
    """Return our fields of a row; a cell that is missing or blank is None."""
    return {
        field: (row[place].strip() or None) if place < len(row) else None for field, place in places.items()
    }
