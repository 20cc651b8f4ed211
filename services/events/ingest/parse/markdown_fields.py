"""An event as a heading with its fields below: `## PyCon`, `- **Date:** May 19-21, 2027`."""

import re
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.columns import field_keys
from services.events.ingest.parse.markdown_line import read_line
from services.events.ingest.parse.record import record

_FIELD: Final = re.compile(
    r"\s{0,8}(?:[*+-]\s+)?[*_]{0,2}([^\W\d_][^:*_|\[\]]{1,40}?)[*_]{0,2}\s*:[*_]{0,2}\s+(\S.{0,500})$"
)
_FEWEST: Final = 2


def field_of(line: str) -> tuple[str, str] | None:
    """Return our field and its value where a line states one."""
    found = _FIELD.match(line)
    fields = field_keys([_bare(found[1])]) if found else {}
    if found is None or not fields:
        return None
    read = read_line(found[2])
    field = next(iter(fields))
    # "Meetup: <link>" links to the event, and does not name it.
    field = "url" if field == "title" and read.url and read.text == read.name else field
    return field, (read.url if field == "url" else None) or read.text


def record_of(
    heading: str, fields: dict[str, str], where: str, year: int | None
) -> RawListing | Rejected | None:
    """Read the fields under a heading, which is their title; None when they are not those of an event."""
    if len(fields) < _FEWEST or not {"dates", "starts"} & fields.keys():
        return None
    title = read_line(heading)
    known: dict[str, str | None] = {"title": title.text, "url": title.url}
    found = record({**known, **fields} | ({"year": str(year)} if year else {}), where)
    return found if isinstance(found, RawListing) else None


def _bare(name: str) -> str:
    return name.strip(" *_")
