"""Tables of events as CSV, by the names of their columns.

python-organizers (https://github.com/python-organizers/conferences), Google Calendar's import format and
any other whose header names a title and a date. A table of talks (room, start, duration) is one event with
sessions, as voctosched writes it (https://github.com/voc/voctosched).
"""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from services.events.ingest.model import Rejected
from services.events.ingest.parse.lists.csv_talks import is_table_of_talks, parse_talks
from services.events.ingest.parse.lists.markdown_table import is_rule
from services.events.ingest.parse.records.columns import (
    field_keys,
    field_names,
    is_day_first_by,
    most_telling,
    tells_of_events,
)
from services.events.ingest.parse.records.kind_of_file import kind_of_file
from services.events.ingest.parse.records.other_kinds import is_of_another_kind
from services.events.ingest.parse.records.record_when import Fields
from services.events.ingest.parse.records.records_together import read_together
from services.events.ingest.parse.wire.parsed import MAX_ITEMS, Parsed, gathered

FORMAT: Final = "csv"
_DELIMITERS: Final = ",;\t|"
_LONGEST_HEADER: Final = 4000
_FEWEST_COLUMNS: Final = 2
_MOST_ABOVE: Final = 10
"""Lines among which the head is looked for."""


def parse_csv(text: str, url: str) -> Parsed | None:
    """Read a table whose head names a title and a date; None when there is none."""
    for number, start in enumerate(_line_starts(text)):
        parsed = _table(text[start:], number, url)
        if parsed is not None:
            return parsed
    return None


def _line_starts(text: str) -> Iterator[int]:
    """Yield where the first lines start: above its head a table may have a title, remarks or `sep=;`."""
    place = 0
    for _ in range(_MOST_ABOVE):
        yield place
        place = text.find("\n", place) + 1
        if not place:
            return


def _table(text: str, above: int, url: str) -> Parsed | None:
    """Read the table if its head is the first line; `above` lines stand before it."""
    head = _head(text)
    delimiter = max(_DELIMITERS, key=head.count)
    # A line between bars, or above a rule, heads a table in Markdown; one after a `# ` is a remark.
    if delimiter not in head or len(head) > _LONGEST_HEADER or head.lstrip().startswith(("|", "# ")):
        return None
    if is_rule(text[len(head) :].lstrip("\r\n").partition("\n")[0].strip("\r")):
        return None
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = next(rows, [])
    except csv.Error:
        return None
    keys = field_keys(names)
    if len(names) < _FEWEST_COLUMNS or not tells_of_events(keys) or is_of_another_kind(names):
        return None
    first = {field: names.index(name) for field, name in keys.items()}
    if is_table_of_talks(first):
        return parse_talks(_lines(rows, above), first, url)
    places = {field: [names.index(name) for name in ranked] for field, ranked in field_names(names).items()}
    read = [
        line if isinstance(line, Rejected) else (line[0], fields_of_row(line[1], places))
        for line in _lines(rows, above)
    ]
    return gathered(FORMAT, read_together(read, kind_of_file(url), by_names=is_day_first_by(names)))


def _head(text: str) -> str:
    """Return the first line, or the lines over which a quoted name of a column goes on."""
    head, _, rest = text[:_LONGEST_HEADER].partition("\n")
    while head.count('"') % 2 and rest:
        line, _, rest = rest.partition("\n")
        head = f"{head}\n{line}"
    return head.strip("\r")


Line = tuple[str, list[str]] | Rejected


def _lines(rows: Iterator[list[str]], above: int) -> Iterator[Line]:
    """Yield the lines with where they stand; what the reader cannot read ends the table, and says so."""
    number = 1
    try:
        for number, row in enumerate(rows, above + 2):
            if any(cell.strip() for cell in row):
                yield f"row {number}", row
            if number > above + MAX_ITEMS + 2:
                return
    except csv.Error:
        yield Rejected("cut_off_malformed", f"row {number + 1}")


def _plain(cell: str) -> str:
    r"""Return a cell's text; one taken over from a calendar has its signs escaped, `Hall 1\, Hall 2\n`."""
    return (cell.replace("\\,", ",").replace("\\n", "\n") if "\\" in cell else cell).strip()


def fields_of_row(row: list[str], places: dict[str, list[int]]) -> Fields:
    """Return our fields of a row, each from the first column not blank; a date from the first with a year."""
    held = {
        field: [_plain(row[place]) for place in columns if place < len(row)]
        for field, columns in places.items()
    }
    fields = {field: next((text for text in texts if text), None) for field, texts in held.items()}
    if "dates" in held:
        fields["dates"] = most_telling(held["dates"])
    return fields
