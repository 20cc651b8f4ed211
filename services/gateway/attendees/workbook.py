"""The first sheet of a workbook (Office Open XML, ECMA-376 part 1, 18.3) as a table of text.

Each part is counted as it is unpacked, and so is the text that is made of it: a small file stays small.
"""

import csv
import posixpath
from collections.abc import Callable
from io import BytesIO, StringIO
from itertools import count
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - a class of the standard library

from services.gateway.attendees.document import HOW_TO_SAVE, ZIP
from services.gateway.attendees.refusals import unreadable
from services.gateway.attendees.sheet import Sheet, Strings

_MOST_UNPACKED = 32 * 1024 * 1024
_MOST_ELEMENTS = 2_000_000
"""Of one part: twenty thousand people in forty columns, and as many again."""
_CHUNK = 64 * 1024
_BOOK, _RELATIONS, _STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_HIDDEN = frozenset({"hidden", "veryHidden"})
_SPOILT = (
    BadZipFile, ZlibError, expat.ExpatError, LookupError, ValueError, RuntimeError, EOFError, OSError,
)  # fmt: skip
Begin = Callable[[str, dict[str, str]], None]


def as_csv(document: bytes) -> bytes:
    """Return the first sheet that is shown as CSV, row by row; what is no workbook as it is.

    Raises:
        AppError: `import_unreadable` for one that is spoilt, locked, or larger than a list of attendees.
    """
    if not document.startswith(ZIP):
        return document
    written = StringIO(newline="")
    try:
        with ZipFile(BytesIO(document)) as packed:
            csv.writer(written).writerows(_sheet(packed).rows)
    except _SPOILT as error:
        raise unreadable(f"This workbook cannot be read. {HOW_TO_SAVE}") from error
    return written.getvalue().encode(errors="replace")


def _sheet(packed: ZipFile) -> Sheet:
    strings = Strings()
    if _STRINGS in packed.namelist():
        _read(packed, _STRINGS, strings.begin, strings)
    sheet = Sheet(strings.found)
    _read(packed, _first(packed), sheet.begin, sheet)
    return sheet


def _first(packed: ZipFile) -> str:
    """Return where the first sheet that is shown is kept."""
    shown: list[str] = []
    kept: dict[str, str] = {}

    def name(tag: str, its: dict[str, str]) -> None:
        if tag == "sheet" and its.get("state") not in _HIDDEN:
            shown.extend(value for key, value in its.items() if key.endswith("/relationships id"))

    def place(tag: str, its: dict[str, str]) -> None:
        if tag == "Relationship":
            kept[its["Id"]] = its["Target"]

    _read(packed, _BOOK, name)
    _read(packed, _RELATIONS, place)
    return posixpath.join("/xl", kept[shown[0]]).lstrip("/")


def _read(packed: ZipFile, part: str, begin: Begin, rest: Strings | Sheet | None = None) -> None:
    """Tell the elements of a part; raise `ValueError` for one that is too large or declares entities."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    told = count(1)

    def begun(tag: str, its: dict[str, str]) -> None:
        if next(told) > _MOST_ELEMENTS:
            raise ValueError(part)
        begin(_local(tag), its)

    parser.StartElementHandler = begun
    if rest:
        parser.CharacterDataHandler = rest.text
        parser.EndElementHandler = lambda tag: rest.end(_local(tag))
    left = _MOST_UNPACKED
    with packed.open(part) as opened:
        while chunk := opened.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise ValueError(part)
            parser.Parse(chunk)
    parser.Parse(b"", True)


def _local(tag: str) -> str:
    return tag.rpartition(" ")[2]


def _refuse(*_declared: object) -> None:
    detail = "a workbook declares no document type"
    raise ValueError(detail)
