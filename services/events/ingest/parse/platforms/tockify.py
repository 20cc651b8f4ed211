"""Tockify: its calendar's API, `/api/ngevent`, and what a page hands to the calendar embedded in it.

Times are milliseconds since 1970 with the offset of the place; a whole day begins at its midnight and ends at
that of the day after. The same event may stand in several views of a page.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Final

from services.events.ingest.model import RawListing
from services.events.ingest.parse.wire.json_path import (
    Node,
    Record,
    at,
    has_rows,
    number_at,
    records,
    text_at,
    texts_at,
)
from services.events.ingest.parse.wire.json_text import Json, flag_of, number_of
from services.events.ingest.parse.wire.parsed import Parsed, gathered

FORMAT: Final = "tockify"
_DEEPEST: Final = 6
_MOST_VIEWS: Final = 20
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE_MS: Final = 60_000
_DAY_MS: Final = 86_400_000
_LATEST_MS: Final = 4_102_444_800_000
"""The year 2100."""


def parse_tockify(document: Json) -> Parsed | None:
    """Read every event of every view; None where none has an id, a time and a content of its own."""
    views = list(islice(_views(document, 0), _MOST_VIEWS))
    rows = [row for view in views for row in view]
    return gathered(FORMAT, records(rows, "events", _event)) if views else None


def _views(node: Json, depth: int) -> Iterator[list[Json]]:
    if not isinstance(node, dict) or depth > _DEEPEST:
        return
    for name, held in node.items():
        if name == "events" and isinstance(held, list) and has_rows(held, "eid", "when", "content"):
            yield held
        else:
            yield from _views(held, depth + 1)


def _event(row: Node, where: str) -> Record:
    content, when = at(row, "content"), at(row, "when")
    is_day = flag_of(at(when, "allDay")) is True
    return RawListing(
        uid=text_at(row, "eid", "uid"),
        recurrence_id=text_at(row, "eid", "tid"),
        title=text_at(content, "summary", "text"),
        description=text_at(content, "description", "text"),
        starts=_day(at(when, "start")) if is_day else _instant(at(when, "start")),
        ends=_day(at(when, "end"), before=1) if is_day else _instant(at(when, "end")),
        timezone=text_at(when, "start", "tzid"),
        venue=text_at(content, "place"),
        address=text_at(content, "address"),
        lat=number_at(content, "location", "latitude"),
        lon=number_at(content, "location", "longitude"),
        url=text_at(content, "customButtonLink"),
        status=text_at(row, "status", "name"),
        categories=texts_at(content, "tagset", "tags", "default"),
        where=where,
    )


def _instant(value: Json) -> str | None:
    """Return the wall time at the place with its offset from UTC."""
    wall, minutes = _wall(value), round((number_of(at(value, "offset")) or 0) / _MINUTE_MS)
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f"{wall:%Y-%m-%dT%H:%M:%S}{sign}{hours:02}:{rest:02}" if wall else None


def _day(value: Json, *, before: int = 0) -> str | None:
    """Return the day at the place, of a moment so many milliseconds before."""
    wall = _wall(value, before=before)
    return wall.date().isoformat() if wall else None


def _wall(value: Json, *, before: int = 0) -> datetime | None:
    millis, offset = number_of(at(value, "millis")), number_of(at(value, "offset")) or 0
    if millis is None or abs(offset) > _DAY_MS or not 0 < millis + offset - before < _LATEST_MS:
        return None
    return _EPOCH + timedelta(milliseconds=millis + offset - before)
