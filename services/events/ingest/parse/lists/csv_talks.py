"""A table of talks as one event with sessions: room, day, start and duration beside each title.

Such a table does not name its conference; the name of the file is all there is, or nothing.
"""

import re
from collections.abc import Iterator
from typing import Final

from services.events.ingest.model import Rejected
from services.events.ingest.parse.schedules.name_of_file import name_of_address
from services.events.ingest.parse.schedules.schedule import Programme, Talk, as_event
from services.events.ingest.parse.wire.parsed import Parsed

FORMAT: Final = "csv"
Line = tuple[str, list[str]] | Rejected


def is_table_of_talks(places: dict[str, int]) -> bool:
    """Tell by columns that only a programme has."""
    return {"venue", "starts", "duration"} <= places.keys() and "dates" in places


def parse_talks(lines: Iterator[Line], places: dict[str, int], url: str) -> Parsed:
    """Read the sessions; what is no row is rejected by itself."""
    read = list(lines)
    talks = (_talk(line, places) for line in read if not isinstance(line, Rejected))
    parsed = as_event(FORMAT, Programme(name_of_address(url)), talks)
    broken = tuple(line for line in read if isinstance(line, Rejected))
    return Parsed(FORMAT, parsed.listings, (*parsed.rejected, *broken))


def _talk(line: tuple[str, list[str]], places: dict[str, int]) -> Talk:
    where, row = line
    cells = {field: row[place].strip() or None for field, place in places.items() if place < len(row)}
    names = re.split(r"[,;|]", cells.get("speakers") or "")
    return Talk(
        where=where,
        day=cells.get("dates"),
        room=cells.get("venue"),
        fields={"title": cells.get("title"), "start": cells.get("starts"), "duration": cells.get("duration")},
        persons=tuple(re.sub(r"^\s*\d+:", "", name).strip() for name in names if name.strip()),
    )
