"""Events of Microsoft Graph and Outlook (https://learn.microsoft.com/graph/api/resources/event).

Groups keep answers to `/events` and `/calendarView` as files, or publish a calendar's own through them.
"""

from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.wire.json_path import (
    Node,
    Record,
    at,
    has_rows,
    number_at,
    records,
    text_at,
)
from services.events.ingest.parse.wire.json_text import Json
from services.events.ingest.parse.wire.parsed import Parsed, gathered

FORMAT: Final = "microsoft_graph"
_HIDDEN: Final = frozenset({"personal", "private", "confidential"})
_DAY_LENGTH: Final = len("2027-05-19")


def parse_microsoft_graph(document: Json) -> Parsed | None:
    """Read a collection, or one event; the master of a series stands by its first date.

    None where no start is a time with its zone.
    """
    value = at(document, "value")
    rows = value if isinstance(value, list) and has_rows(value, "subject", "start") else [document]
    is_it = any(
        at(row, "subject") is not None and at(row, "start", "dateTime") is not None for row in rows[:5]
    )
    return gathered(FORMAT, records(rows, "value", _event)) if is_it else None


def _event(row: Node, where: str) -> Record:
    title = text_at(row, "subject")
    if text_at(row, "sensitivity") in _HIDDEN:
        return Rejected("private", where, title)
    place, in_days = at(row, "location"), at(row, "isAllDay") is True
    length = _DAY_LENGTH if in_days else None
    return RawListing(
        uid=text_at(row, "iCalUId") or text_at(row, "id"),
        recurrence_id=text_at(row, "originalStart"),
        title=title,
        summary=text_at(row, "bodyPreview"),
        description=text_at(row, "body", "content"),
        starts=(text_at(row, "start", "dateTime") or "")[:length] or None,
        ends=(text_at(row, "end", "dateTime") or "")[:length] or None,
        all_day=in_days,
        timezone=None if in_days else text_at(row, "start", "timeZone"),
        venue=text_at(place, "displayName"),
        address=text_at(place, "address", "street"),
        city=text_at(place, "address", "city"),
        region=text_at(place, "address", "state"),
        country=text_at(place, "address", "countryOrRegion"),
        lat=number_at(place, "coordinates", "latitude"),
        lon=number_at(place, "coordinates", "longitude"),
        url=text_at(row, "onlineMeeting", "joinUrl") or text_at(row, "webLink"),
        online=True if at(row, "isOnlineMeeting") is True and not text_at(place, "displayName") else None,
        status="cancelled" if at(row, "isCancelled") is True else None,
        organiser_name=text_at(row, "organizer", "emailAddress", "name"),
        where=where,
    )
