"""Tables of events in Markdown (GitHub's), by the names of their columns."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.dates.day_range import days_or_none
from services.events.ingest.parse.lists.headless_table import columns_by_content
from services.events.ingest.parse.lists.markdown_dates import Headings, days_under
from services.events.ingest.parse.records.columns import field_keys, tells_of_events
from services.events.ingest.parse.records.record import record
from services.events.ingest.parse.records.record_place import is_online_venue
from services.events.ingest.parse.wire.markdown_line import Line, is_struck, read_line
from shared.contracts.catalogue.origins import HowTold

_RULE: Final = re.compile(r"\s*\|?(?:\s*:?-{1,}:?\s*\|)+(?:\s*:?-*:?\s*)")
"""The line below the head of a table; GitHub wants no bars at its ends."""
_CELL: Final = re.compile(r"(?<!\\)\|")
_ADDRESS: Final = re.compile(r"https?://[^\s,;|]{1,1000}", re.IGNORECASE)
_CALLED_OFF: Final = re.compile(r"^\W*[Cc]ancell?ed\b|\bCANCELL?ED\b")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_LONGEST: Final = 8000
_FEWEST_ROWS: Final = 2
_PLACED: Final = frozenset({"address", "city", "venue", "country"})
"""Columns without which dates of a table are not looked for: what has no place need be no event."""


def table_keys(head: str, rule: str, rows: list[str]) -> dict[str, int] | None:
    """Return the columns of our fields when this line heads a table of events, ruled by the next line.

    A column that is not called what it holds is known by the first `rows`: days, of which some are several.
    """
    if not is_rule(rule):
        return None
    names = [read_line(cell).text for cell in _cells(head)]
    columns = {field: names.index(name) for field, name in field_keys(names).items()}
    if not {"starts", "dates"} & columns.keys() and _PLACED & columns.keys():
        columns |= _by_content(len(names), set(columns.values()), rows)
    return columns if tells_of_events(dict.fromkeys(columns, "")) else None


def unnamed_keys(line: str, rule: str, rows: list[str], *, day_first: bool | None) -> dict[str, int] | None:
    """Return the columns of a table without a head, of which this is the first row, or with a blank one.

    They are known by what all rows hold; the name is what is a link in all of them, if any column is.
    """
    is_headed = is_rule(rule)
    if is_headed and any(_cells(line)):
        return None
    said = rows if is_headed else [line, rule, *rows]
    table = [_cells(row) for row in takewhile(lambda row: row.lstrip().startswith("|"), said)]
    lines = [[read_line(cell) for cell in cells] for cells in table]
    if len(lines) < _FEWEST_ROWS or {len(row) for row in lines} != {len(_cells(line))}:
        return None
    found = columns_by_content([[cell.text for cell in row] for row in lines], day_first=day_first)
    return _titled_by_links(found, lines) if found else None


def _titled_by_links(found: dict[str, int], lines: list[list[Line]]) -> dict[str, int]:
    linked = (place for place in range(len(lines[0])) if all(row[place].name for row in lines))
    title = next((place for place in linked if place != found["starts"]), found["title"])
    others = {field: place for field, place in found.items() if place != title}
    # A day of a list may be several, which the reader of dates knows.
    return {"dates" if field == "starts" else field: place for field, place in others.items()} | {
        "title": title
    }


def _by_content(width: int, taken: set[int], rows: list[str]) -> dict[str, int]:
    """Return the column of dates, and the first of all as the title of what has them."""
    table = [cells for row in rows if "|" in row and len(cells := _cells(row)) == width]
    free = [place for place in range(width) if place not in taken]
    dates = next((place for place in free if _are_dates([cells[place] for cells in table])), None)
    return {} if dates is None else {"dates": dates} | ({"title": 0} if 0 in free and dates else {})


def _are_dates(cells: list[str]) -> bool:
    """Tell whether all cells are days and at least one is several: what lasts for days is no release."""
    days = [days_or_none(read_line(cell).text) for cell in cells if cell]
    return None not in days and any(told[0] < told[1] for told in days if told)


def is_rule(line: str) -> bool:
    """Tell whether the line is the rule below the head of a table."""
    return _RULE.fullmatch(line[:_LONGEST]) is not None


def under_row(line: str, columns: dict[str, int], headings: Headings) -> tuple[Headings, bool]:
    """Return what holds from this row on, and whether it says nothing else: `| **2027** | | |`.

    A year that stands in its own column, or in a first one of no name, holds until the next.
    """
    cells = [read_line(cell).text for cell in _cells(line)]
    said = [cell for cell in cells if cell]
    if len(said) == 1 and (_YEAR.fullmatch(said[0]) or headings.under(said[0]).month):
        return headings.under(said[0]), True
    place = columns.get("year", 0 if 0 not in columns.values() else len(cells))
    is_year = place < len(cells) and _YEAR.fullmatch(cells[place])
    return (headings.under(cells[place]) if is_year else headings), False


def table_record(
    line: str, columns: dict[str, int], headings: Headings, where: str, categories: tuple[str, ...]
) -> Iterator[RawListing | Rejected]:
    """Read a row; the rule below the head is none.

    Where no column holds a link, that of the title serves, else that of a column of which nothing is known.
    """
    if is_rule(line):
        return
    year = headings.year
    sources = _cells(line)
    cells = [read_line(cell) for cell in sources]
    fields = {field: cells[place].text or None for field, place in columns.items() if place < len(cells)}
    links = {field: cells[place].url for field, place in columns.items() if place < len(cells)}
    unnamed = [_address(cell) for place, cell in enumerate(cells) if place not in columns.values()]
    # What is online is so at the link of its place.
    elsewhere = [links.get("dates"), links.get("address") if is_online_venue(fields.get("address")) else None]
    own = next(filter(None, [links.get("url"), links.get("title"), *unnamed, *elsewhere]), None)
    title = fields.get("title")
    if days := days_under(fields.get("dates") or fields.get("starts") or "", headings):
        fields |= {"starts": days[0].isoformat(), "ends": days[1].isoformat()}
    known = {"year": str(year)} if year and not fields.get("year") else {}
    called = sources[columns["title"] : columns["title"] + 1]  # a broken row may end before it
    if any(map(is_struck, called)) or any(_CALLED_OFF.search(cell.text) for cell in cells):
        fields["cancelled"] = "yes"
    found = record(
        fields | {"url": own or fields.get("url"), "cfp_url": links.get("cfp_url")} | known,
        where,
        categories,
        day_first=headings.day_first,
    )
    # The heading's year completes dates; it is no part of what the event is called.
    yield _named(found, title, line) if known else found


def _address(cell: Line) -> str | None:
    """Return the link of a cell, or the address that it begins with."""
    bare = _ADDRESS.match(cell.text)
    return cell.url or (bare[0] if bare else None)


def _named(found: RawListing | Rejected, title: str | None, said: str) -> RawListing | Rejected:
    if isinstance(found, Rejected):
        return replace(found, title=title)
    completed = found.starts is not None and found.starts[:4] not in said
    return replace(found, title=title, dates_told=HowTold.COMPLETED if completed else found.dates_told)


def _cells(line: str) -> list[str]:
    return [cell.replace("\\|", "|").strip() for cell in _CELL.split(line[:_LONGEST].strip().strip("|"))]
