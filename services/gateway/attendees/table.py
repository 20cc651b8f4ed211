"""CSV (RFC 4180) of attendees or events: a column a field, several values by `;`, needs as `kind: text`."""

import csv
import re
from collections.abc import Iterator, Mapping
from io import StringIO
from itertools import islice
from typing import Any

from services.gateway.attendees import easing, event_table
from services.gateway.attendees.agreement import agreement
from services.gateway.attendees.columns import OURS, our_name
from services.gateway.attendees.easing import Item
from services.gateway.attendees.header import fields_of
from services.gateway.attendees.layout import MOST_COLUMNS, layout_of, own_layout_of
from services.gateway.attendees.refusals import unreadable
from shared.contracts.partners.attendees import ImportKind
from shared.kernel.countries import country_code
from shared.kernel.fluency import level_of
from shared.kernel.languages import language_tag

_WORDS = frozenset({"display_name", "headline", "bio", "timezone", "seniority", "organisation", "industry"})
_LISTS = frozenset({"interests", "skills", "values", "goals", "links"})
_NAMES = ("first_name", "last_name")
_ASKS = frozenset({"needs", "offers"})
_STAND = frozenset({"event_id", "status", "groups", *easing.CONSENTS})
_ALONE = frozenset({*_NAMES, "external_id", "email", "city", "country", "languages"})
_COLUMNS: dict[ImportKind, frozenset[str]] = {
    "people": _WORDS | _LISTS | _ASKS | _STAND | _ALONE,
    "attendance": _STAND | {"external_id"},
    "events": event_table.COLUMNS,
}
_OWN = _COLUMNS["people"] - {"event_id"}
"""What an organiser's own table of people may tell: its `Event ID` is another system's."""
_NAMES_OF: dict[ImportKind, Mapping[str, str]] = {
    "people": OURS, "attendance": OURS, "events": event_table.OURS,
}  # fmt: skip

_WITH_LEVEL = re.compile(r"(?P<name>[^:(]+?)(?::|\(| [-–])(?P<level>[^)]*)\)?")
_LONGEST_FIELD, _LONGEST_LANGUAGE = 16 * 1024, 100
_MOST_VALUES = 50
"""Of a cell: no field takes more, and each is looked at for long."""


def rows_of(text: str, kind: ImportKind, *, lenient: bool = False) -> Iterator[tuple[int, Item]]:
    """Return each row, numbered as spreadsheets do (the first is 1), as what a line of JSON would be.

    Raises:
        AppError: `import_unreadable` for a column that there is not, unless `lenient`, which leaves it out;
            where a lenient one has no column of addresses.
    """
    layout = own_layout_of(text) if lenient else layout_of(text)
    reader = csv.reader(StringIO(layout.text, newline=""), delimiter=layout.delimiter)
    try:
        header = next(islice(reader, layout.above, None), [])
        columns = _columns(header, kind, lenient=lenient)
        for number, row in enumerate(reader, layout.above + 2):
            if any(cell.strip() for cell in row):
                yield number, _row(columns, row, kind, lenient=lenient)
    except csv.Error as error:
        told = f"Line {reader.line_num} cannot be read as CSV ({error}); mend it and send the file again."
        raise unreadable(told) from error


def unused(text: str) -> list[str]:
    """Return the columns of an organiser's table of people that we have no use for, as it calls them."""
    layout = own_layout_of(text)
    header = next(islice(layout.rows(), layout.above, None), [])
    fields = fields_of(header, OURS, _OWN)
    return [name.strip() for name, field in zip(header, fields, strict=True) if name.strip() and not field]


def _columns(header: list[str], kind: ImportKind, *, lenient: bool) -> list[str]:
    if len(header) > MOST_COLUMNS:
        raise unreadable(
            f"There are {len(header):,} columns; leave those that are needed, {MOST_COLUMNS} at most."
        )
    named = [our_name(name, _NAMES_OF[kind]) for name in header]
    columns = fields_of(header, OURS, _OWN) if lenient else named
    _check([name for name in columns if name or not lenient], kind)
    return columns


def _check(columns: list[str], kind: ImportKind) -> None:
    known = _COLUMNS[kind]
    if odd := sorted(set(columns) - known):
        detail = (
            f"There is no column {', '.join(map(repr, odd[:10]))}. There are: {', '.join(sorted(known))}."
        )
        raise unreadable(detail)
    if twice := sorted({name for name in columns if columns.count(name) > 1}):
        detail = f"The column {twice[0]!r} is there twice; keep one."
        raise unreadable(detail)


def _row(columns: list[str], row: list[str], kind: ImportKind, *, lenient: bool) -> Item:
    if len(row) > len(columns):
        return "This line has more values than there are columns; quote a value that holds the delimiter."
    if any(len(cell) > _LONGEST_FIELD for cell in row):
        return f"A value is longer than {_LONGEST_FIELD:,} characters."
    cells = {name: cell.strip() for name, cell in zip(columns, row, strict=False) if name and cell.strip()}
    if lenient:
        cells = easing.cells_of(cells)
    if kind == "events":
        return event_table.event_of(cells)
    item: dict[str, Any] = {name: cells[name] for name in ("external_id", "email") if name in cells}
    if stand := {name: _stand(name, cells[name]) for name in sorted(_STAND) if name in cells}:
        item["attendance"] = stand
    if kind == "people":
        item["profile"] = _profile(cells)
    return easing.eased(item, columns) if lenient else item


def _stand(name: str, cell: str) -> str | bool | list[str]:
    if name == "groups":
        return _several(cell)
    if name not in easing.CONSENTS:
        return cell
    agreed = agreement(cell)
    return cell if agreed is None else agreed


def _profile(cells: dict[str, str]) -> dict[str, Any]:
    profile: dict[str, Any] = {name: cells[name] for name in _WORDS if name in cells}
    if parts := [cells[name] for name in _NAMES if name in cells]:
        is_whole = len(parts) > 1 and parts[1].startswith(f"{parts[0]} ")  # the last name has the first one
        profile.setdefault("display_name", parts[1] if is_whole else " ".join(parts))
    profile |= {name: _several(cells[name]) for name in _LISTS if name in cells}
    profile |= {name: [_ask(part) for part in _several(cells[name])] for name in _ASKS if name in cells}
    if "languages" in cells:
        profile["languages"] = [_language(part) for part in _several(cells["languages"])]
    if place := {name: cells[name] for name in ("city", "country") if name in cells}:
        if "country" in place:
            place["country"] = country_code(place["country"]) or place["country"]
        profile["place"] = place
    return profile


def _several(cell: str) -> list[str]:
    return list(islice((part.strip() for part in cell.split(";") if part.strip()), _MOST_VALUES))


def _ask(part: str) -> dict[str, str]:
    kind, told, text = part.partition(":")
    if not told:
        return {"kind": "advice", "text": part}
    known = kind.strip().lower()
    return {"kind": known if known in easing.KINDS else kind.strip(), "text": text.strip()}


def _language(part: str) -> dict[str, str]:
    """Read `de:B1`, `German`, and what forms make of it: `German (B1)`, `English - native`."""
    name, level = part.strip(), ""
    is_told = len(name) <= _LONGEST_LANGUAGE and language_tag(name) is None
    if is_told and (told := _WITH_LEVEL.fullmatch(name)):
        name, level = told["name"].strip(), told["level"].strip()
    spoken = {"tag": language_tag(name) or name}
    return spoken | {"level": level_of(level) or level.upper()} if level else spoken
