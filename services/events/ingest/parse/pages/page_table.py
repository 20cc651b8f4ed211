"""Tables of a page whose head names a title and a date, read as tables are elsewhere, by their columns.

A row is an event where the table also has a place or a time of day, or the page says that it lists events;
a table half of which are deadlines is that of one event's dates.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.dates.slash_order import is_day_first
from services.events.ingest.parse.lists.headless_table import columns_by_content
from services.events.ingest.parse.pages.name_of_page import series_of_page
from services.events.ingest.parse.records.columns import (
    field_keys,
    is_day_first_by,
    names_an_event,
    tells_of_events,
)
from services.events.ingest.parse.records.event_words import says_events
from services.events.ingest.parse.records.other_kinds import is_deadline, is_of_another_kind
from services.events.ingest.parse.records.records_together import read_together
from services.events.ingest.parse.wire.dom import attribute, words_of

_MOST_TABLES: Final = 50
MAX_ROWS: Final = 2000
_MOST_CELLS: Final = 30
_FEWEST: Final = 2
_LONGEST: Final = 1000
_PLACES: Final = frozenset(
    {"address", "street", "venue", "city", "country", "start_time", "starts", "online", "mode"}
)

Fields = dict[str, str | None]


def tables_of_page(tree: LexborHTMLParser) -> Iterator[RawListing | Rejected]:
    """Yield the rows of every such table."""
    title = tree.css_first("title")
    is_listed = says_events(words_of(title)[:_LONGEST]) if title else False
    tables = tree.css("table")[:_MOST_TABLES]
    fewest = 1 if tables[1:] else _FEWEST
    for number, table in enumerate(tables, 1):
        # The outer one of nested tables lays the page out.
        if table.css_first("table table") is None and table.css_first("td table") is None:
            yield from _rows(table, f"table {number}", fewest if is_listed else None, series_of_page(tree))


def _rows(
    table: LexborNode, where: str, fewest: int | None, series: str | None
) -> Iterator[RawListing | Rejected]:
    """Yield the rows; those of a table without a head, if that many are events, in a page that lists them.

    The `series` of the page names what each year has its days and place for.
    """
    is_listed = fewest is not None
    rows = table.css("tr")
    head = [words_of(cell)[:_LONGEST] for cell in _cells(rows[0])] if rows else []
    keys = _with_title(field_keys(head)) if is_listed else field_keys(head)
    is_of_series = series is not None and _of_series(keys)
    if len(head) < _FEWEST or is_of_another_kind(head) or not (is_of_series or tells_of_events(keys)):
        yield from _headless(rows, where, fewest) if fewest else ()
        return
    if not (is_listed or is_of_series or _PLACES & keys.keys() or names_an_event(keys["title"])):
        return
    places = {field: head.index(name) for field, name in keys.items()}
    read = [_fields(_cells(row), places) for row in rows[1 : MAX_ROWS + 1]]
    if is_of_series:
        read = [fields | {"title": f"{series} {fields['year']}"} for fields in read if fields["year"]]
    if 2 * sum(is_deadline(fields.get("title")) for fields in read) >= len(read):
        return
    told = [
        (f"{where} row {number}", fields)
        for number, fields in enumerate(read, 1)
        if fields.get("title") or fields.get("dates") or fields.get("starts")
    ]
    yield from read_together(told, by_names=is_day_first_by(head))
    if len(rows) > MAX_ROWS + 1:
        yield Rejected("too_many_items", f"{where} after row {MAX_ROWS}")


def _of_series(keys: dict[str, str]) -> bool:
    """Tell the columns of a series that has no other names than its years."""
    is_told = {"year", "address"} <= keys.keys() or {"year", "city"} <= keys.keys()
    return is_told and "title" not in keys and bool({"dates", "starts"} & keys.keys())


def _with_title(keys: dict[str, str]) -> dict[str, str]:
    """Return the columns, where nothing names what has a day, a time and a place, with what describes it."""
    is_told = {"description", "start_time", "address"} <= keys.keys() and "title" not in keys
    return keys | {"title": keys["description"]} if is_told else keys


def _headless(rows: list[LexborNode], where: str, fewest: int) -> Iterator[RawListing | Rejected]:
    """Read a table without a head, in a page of events, by what its columns hold."""
    cells = [_cells(row) for row in rows[:MAX_ROWS]]
    said = [[_said(cell)[:_LONGEST] for cell in row] for row in cells]
    if len(said) < fewest or len({len(row) for row in said}) > 1:
        return
    day_first = is_day_first(words for row in said for words in row)
    places = columns_by_content(said, day_first=day_first) or {}
    links = [row[places["title"]].css_first("a[href]") for row in cells] if places else []
    # A day and a name alone may be of a programme, or a deadline.
    if not {"address", "start_time"} & places.keys() and not (links and all(links)):
        return
    read = [
        {field: words[place] or None for field, place in places.items()}
        | {"title": words[places["title"]].lstrip("@ "), "url": attribute(link, "href") if link else None}
        for words, link in zip(said, links, strict=True)
    ]
    told = [(f"{where} row {number}", fields) for number, fields in enumerate(read, 1)]
    yield from read_together(told, by_names=day_first)


def _said(cell: LexborNode) -> str:
    """Return the words of a cell, its lines parted by commas."""
    between = ", " if cell.css_first("br") else " "
    pieces = (" ".join(piece.split()) for piece in cell.text(deep=True, separator="\n").split("\n"))
    return between.join(filter(None, pieces))


def _cells(row: LexborNode) -> list[LexborNode]:
    return [cell for cell in islice(row.iter(), _MOST_CELLS) if cell.tag in {"td", "th"}]


def _fields(cells: list[LexborNode], places: dict[str, int]) -> Fields:
    """Return our fields of a row; its link is that of its column, else of the title, else the first."""
    held = {field: cells[place] for field, place in places.items() if place < len(cells)}
    fields: Fields = {field: words_of(cell)[:_LONGEST] or None for field, cell in held.items()}
    linked = (held.get("url"), held.get("title"), *cells)
    links = (cell.css_first("a[href]") for cell in linked if cell is not None)
    link = next((attribute(found, "href") for found in links if found), None)
    return fields | {"url": link or fields.get("url")}
