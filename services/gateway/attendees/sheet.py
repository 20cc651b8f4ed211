"""The strings and the cells of a workbook, as its parts tell them element by element.

Names of elements are local ones: the two editions of the format differ in namespaces alone.
"""

from services.gateway.attendees.layout import MOST_COLUMNS

_MOST_TEXT = 40 * 1024 * 1024
_MOST_ROWS = 1_048_576
_LETTERS = 26
_SAID = {"0": "no", "1": "yes"}


class Strings:
    """The strings that cells refer to by number, without the hints of how to say them aloud (`rPh`)."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._is_open = self._is_aside = False

    def begin(self, tag: str, _its: dict[str, str]) -> None:
        """Take the beginning of an element."""
        self._is_open = tag == "t" and not self._is_aside
        if tag == "rPh":
            self._is_aside = True

    def text(self, found: str) -> None:
        """Take text."""
        if self._is_open:
            self._parts.append(found)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self._is_open = False
        if tag == "rPh":
            self._is_aside = False
        elif tag == "si":
            self.found.append("".join(self._parts))
            self._parts = []


class Sheet:
    """The rows of a sheet, empty ones between them included, so that they are numbered as it shows them."""

    def __init__(self, strings: list[str]) -> None:
        self.rows: list[list[str]] = []
        self._strings = strings
        self._left = _MOST_TEXT
        self._row: list[str] = []
        self._at, self._number, self._type = 0, 0, ""
        self._parts: list[str] = []
        self._is_open = False

    def begin(self, tag: str, its: dict[str, str]) -> None:
        """Take the beginning of an element; rows and cells that do not say where they are come next."""
        if tag == "row":
            self._row, self._at = [], -1
            self._number = int(its.get("r", self._number + 1))
        elif tag == "c":
            self._at = _column(its["r"]) if "r" in its else self._at + 1
            self._type, self._parts = its.get("t", ""), []
        self._is_open = tag in {"v", "t"}

    def text(self, found: str) -> None:
        """Take text."""
        if self._is_open:
            self._parts.append(found)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self._is_open = False
        if tag == "c" and 0 <= self._at <= MOST_COLUMNS:
            self._row += [""] * (self._at - len(self._row))
            self._row[self._at :] = [self._value("".join(self._parts))]
        elif tag == "row" and any(self._row):
            self._keep()

    def _value(self, text: str) -> str:
        found = self._strings[int(text)] if self._type == "s" and text else text
        self._left -= len(found)
        return _SAID.get(found, found) if self._type == "b" else found

    def _keep(self) -> None:
        """Keep a row where it stands; raise `ValueError` where that is nowhere, or there is too much."""
        gap = self._number - len(self.rows) - 1
        if gap < 0 or self._number > _MOST_ROWS or self._left < 0:
            raise ValueError(self._number)
        self.rows += [[] for _ in range(gap)]
        self.rows.append(self._row)


def _column(reference: str) -> int:
    """Return the column of a reference, from 0: `AB7` is 27."""
    found = 0
    for letter in reference:
        if not letter.isalpha():
            break
        found = found * _LETTERS + ord(letter.upper()) - ord("A") + 1
    return found - 1
