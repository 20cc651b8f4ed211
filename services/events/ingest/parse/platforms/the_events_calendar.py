"""The Events Calendar for WordPress, `/wp-json/tribe/events/v1/events` (https://docs.theeventscalendar.com).

Times are local with the zone beside them; an all-day event ends on its last day; absent things are `[]` or
`false`.
"""

from typing import Final

from services.events.ingest.model import RawListing
from services.events.ingest.parse.wire.json_path import (
    Node,
    Record,
    at,
    first_text,
    has_rows,
    joined,
    nodes_at,
    number_at,
    records,
    text_at,
    texts_at,
)
from services.events.ingest.parse.wire.json_text import Json, flag_of, rows_of
from services.events.ingest.parse.wire.parsed import Parsed, gathered

FORMAT: Final = "the_events_calendar"
_DAY_LENGTH: Final = len("2027-05-19")
_EMPTY_KEYS: Final = {"events", "rest_url", "total"}


def parse_the_events_calendar(document: Json) -> Parsed | None:
    """Read events with the instant beside their local time, or an empty answer; None for another document."""
    is_page = isinstance(document, dict) and "events" in document
    rows = rows_of(at(document, "events") if is_page else document)
    is_empty = isinstance(document, dict) and document.keys() >= _EMPTY_KEYS
    is_it = is_empty or has_rows(rows, "title", "utc_start_date")
    return gathered(FORMAT, records(rows, "events", _event)) if is_it else None


def _event(row: Node, where: str) -> Record:
    venue = next(iter(nodes_at(row, "venue")), None)
    organiser = next(iter(nodes_at(row, "organizer")), None)
    return RawListing(
        uid=text_at(row, "global_id") or text_at(row, "url"),
        title=text_at(row, "title"),
        summary=text_at(row, "excerpt"),
        description=text_at(row, "description"),
        starts=_time(row, "start_date"),
        ends=_time(row, "end_date"),
        timezone=text_at(row, "timezone"),
        venue=text_at(venue, "venue"),
        address=joined(text_at(venue, "address"), text_at(venue, "zip")),
        city=text_at(venue, "city"),
        region=first_text(venue, "stateprovince", "state", "province"),
        country=text_at(venue, "country"),
        lat=number_at(venue, "geo_lat"),
        lon=number_at(venue, "geo_lng"),
        url=text_at(row, "url") or text_at(row, "website"),
        image_url=text_at(row, "image", "url"),
        online=True if flag_of(row.get("is_virtual")) else None,
        status=text_at(row, "event_status") or text_at(row, "status"),
        organiser_name=text_at(organiser, "organizer"),
        organiser_url=first_text(organiser, "website", "url"),
        categories=(*texts_at(row, "categories"), *texts_at(row, "tags")),
        price=joined(text_at(row, "cost"), text_at(row, "cost_details", "currency_code")),
        where=where,
    )


def _time(row: Node, name: str) -> str | None:
    """Return the local time, of a whole-day event the day, or the instant where that is all there is."""
    local, instant = text_at(row, name), text_at(row, f"utc_{name}")
    if local is None:
        return f"{instant}Z" if instant else None
    return local[:_DAY_LENGTH] if flag_of(row.get("all_day")) else local
