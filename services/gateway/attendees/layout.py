"""How a table is laid out: what parts its values, and which of its first rows names the columns."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from services.gateway.attendees.columns import OURS
from services.gateway.attendees.header import fields_of
from services.gateway.attendees.refusals import unreadable

DELIMITERS = ",;\t|"
MOST_COLUMNS = 500
_ADDRESS = frozenset({"email"})
_FIRST_ROWS, _FIRST_CHARS = 20, 64 * 1024
_TOLD = re.compile(r'sep=([^"\r\n])\r?\n', re.IGNORECASE)
"""A first line by which a spreadsheet tells what parts the values, no quote; it counts as no row there."""
_QUOTED = re.compile(r'"[^"]*"')
_MOST_NAMED, _NAME = 12, 40


@dataclass(frozen=True, slots=True)
class Layout:
    """A table as text, what parts its values, and how many rows stand above the names of its columns."""

    text: str
    delimiter: str
    above: int = 0

    def rows(self) -> Iterator[list[str]]:
        """Return all rows, those above included; raise `csv.Error` where one cannot be read."""
        return csv.reader(StringIO(self.text, newline=""), delimiter=self.delimiter)


def layout_of(text: str) -> Layout:
    """Return the layout of a table whose first row names the columns."""
    if told := _TOLD.match(text):
        return Layout(text[told.end() :], told[1])
    first = _QUOTED.sub("", text.partition("\n")[0])
    return Layout(text, max(DELIMITERS, key=first.count))


def own_layout_of(text: str) -> Layout:
    """Return the layout of an organiser's own table: names of columns may stand below a title.

    Raises:
        AppError: `import_unreadable` where none of the first rows names a column of addresses.
    """
    plain = layout_of(text)
    likely = plain.delimiter if plain.text != text else DELIMITERS
    for delimiter in sorted(likely, key=lambda it: it != plain.delimiter):
        for above, row in enumerate(_first_rows(Layout(plain.text[:_FIRST_CHARS], delimiter))):
            if len(row) <= MOST_COLUMNS and "email" in fields_of(row, OURS, _ADDRESS):
                return Layout(plain.text, delimiter, above)
    raise unreadable(_nameless(_first_rows(Layout(plain.text[:_FIRST_CHARS], plain.delimiter))))


def _first_rows(layout: Layout) -> list[list[str]]:
    try:
        return list(islice(layout.rows(), _FIRST_ROWS))
    except csv.Error:
        return []


def _nameless(rows: list[list[str]]) -> str:
    """Say what to do about a table without a column of addresses."""
    first = next((row for row in rows if len(row) > 1), rows[0] if rows else [])
    if any("@" in cell for cell in first):
        return (
            "The first row must name the columns, and has an address in it already: put a row above it, "
            "such as Name, E-mail, and send the file again."
        )
    named = ", ".join(cell.strip()[:_NAME] for cell in first[:_MOST_NAMED] if cell.strip())
    return (
        f"No column is called e-mail address, and nobody can be told of without one. There are: {named}. "
        "Export the addresses too, or call their column E-mail, and send the file again."
        if named
        else "There is no line in it."
    )
