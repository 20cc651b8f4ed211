"""Whom each attendee could meet, as a table for badges or an organiser's own letters (RFC 4180)."""

import csv
import re
from collections.abc import Iterable
from io import StringIO

from shared.contracts.people import Suggestion

_FORMULA = re.compile("(^|[;\t])(?=[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r\n])")
"""Where one may begin: some spreadsheets part cells at semicolons, others know signs of full width."""


def header(each: int) -> str:
    """Return the line of column names, for `each` people a row."""
    pairs = [name for place in range(1, each + 1) for name in (f"meet_{place}", f"because_{place}")]
    return line(["external_id", "email", "name", *pairs])


def row(external_id: str, email: str, name: str, people: Iterable[Suggestion]) -> str:
    """Return the line of one attendee: whom to meet, and the first reason that no one before has."""
    cells = [external_id, email, name]
    for one in people:
        reasons = [reason.text for reason in one.reasons]
        fresh = next((text for text in reasons if text not in cells), None)
        cells += [one.person.display_name, fresh or next(iter(reasons), "")]
    return line(cells)


def line(cells: list[str]) -> str:
    """Return a line of a table; what a spreadsheet would take for a formula stays words."""
    written = StringIO()
    csv.writer(written).writerow([_plain(cell) for cell in cells])
    return written.getvalue()


def _plain(cell: str) -> str:
    """Keep a spreadsheet from taking for a formula what people wrote."""
    return _FORMULA.sub(r"\1'", cell)
