"""Tables of events in Markdown (GitHub's), by the names of their columns."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.columns import field_keys, tells_of_events
from services.events.ingest.parse.markdown_dates import Headings, days_under
from services.events.ingest.parse.markdown_line import read_line
from services.events.ingest.parse.record import record
from shared.contracts.event_sources import HowTold

_RULE: Final = re.compile(r"\s*\|?(?:\s*:?-{1,}:?\s*\|)+(?:\s*:?-*:?\s*)")
"""The line below the head of a table; GitHub wants no bars at its ends."""
_CELL: Final = re.compile(r"(?<!\\)\|")
_LONGEST: Final = 8000


def table_keys(head: str, rule: str) -> dict[str, int] | None:
    """Return the columns of our fields when this line heads a table of events, ruled by the next line."""
    if not is_rule(rule):
        return None
    names = [read_line(cell).text for cell in _cells(head)]
    keys = field_keys(names)
    return {field: names.index(name) for field, name in keys.items()} if tells_of_events(keys) else None


def is_rule(line: str) -> bool:
    """Tell whether the line is the rule below the head of a table."""
    return _RULE.fullmatch(line[:_LONGEST]) is not None


def table_record(
    line: str, columns: dict[str, int], headings: Headings, where: str, categories: tuple[str, ...]
) -> Iterator[RawListing | Rejected]:
    """Read a row; the rule below the head is none. The link of the title serves where no column holds one."""
    if is_rule(line):
        return
    year = headings.year
    cells = [read_line(cell) for cell in _cells(line)]
    fields = {field: cells[place].text or None for field, place in columns.items() if place < len(cells)}
    links = {field: cells[place].url for field, place in columns.items() if place < len(cells)}
    own = next((links[field] for field in ("url", "title") if links.get(field)), None)
    title = fields.get("title")
    if days := days_under(fields.get("dates") or fields.get("starts") or "", headings):
        fields |= {"starts": days[0].isoformat(), "ends": days[1].isoformat()}
    known = {"year": str(year)} if year and "year" not in fields else {}
    found = record(
        fields | {"url": own or fields.get("url"), "cfp_url": links.get("cfp_url")} | known,
        where,
        categories,
        day_first=headings.day_first,
    )
    # The heading's year completes dates; it is no part of what the event is called.
    yield _named(found, title, line) if known else found


def _named(found: RawListing | Rejected, title: str | None, said: str) -> RawListing | Rejected:
    if isinstance(found, Rejected):
        return replace(found, title=title)
    completed = found.starts is not None and found.starts[:4] not in said
    return replace(found, title=title, dates_told=HowTold.COMPLETED if completed else found.dates_told)


def _cells(line: str) -> list[str]:
    return [cell.replace("\\|", "|").strip() for cell in _CELL.split(line[:_LONGEST].strip().strip("|"))]
