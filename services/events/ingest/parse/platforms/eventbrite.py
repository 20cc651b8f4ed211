"""Eventbrite's API v3, lists of events and one event (https://www.eventbrite.com/platform/api).

Times are triplets of local wall time, instant and zone. Venue and organiser are there if they were asked for.
"""

from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.wire.json_path import (
    Node,
    Record,
    at,
    first_text,
    joined,
    number_at,
    records,
    text_at,
    texts_at,
)
from services.events.ingest.parse.wire.json_text import Json, flag_of, rows_of
from services.events.ingest.parse.wire.parsed import Parsed, gathered

FORMAT: Final = "eventbrite"


def parse_eventbrite(document: Json) -> Parsed | None:
    """Read events with a name in two forms and a start in three, or a page without any; None for another."""
    is_page = isinstance(document, dict) and "events" in document
    rows = rows_of(at(document, "events") if is_page else document)
    is_empty = not rows and is_page and at(document, "pagination") is not None
    is_it = any(text_at(row, "start", "local") and isinstance(at(row, "name"), dict) for row in rows[:5])
    return gathered(FORMAT, records(rows, "events", _event)) if is_it or is_empty else None


def _event(row: Node, where: str) -> Record:
    title = text_at(row, "name", "text")
    if text_at(row, "status") == "draft" or flag_of(row.get("listed")) is False:
        return Rejected("private", where)
    venue, address = at(row, "venue"), at(row, "venue", "address")
    return RawListing(
        uid=text_at(row, "id") or text_at(row, "url"),
        title=title,
        summary=text_at(row, "summary"),
        description=text_at(row, "description", "html") or text_at(row, "description", "text"),
        starts=first_text(row.get("start"), "local", "utc"),
        ends=first_text(row.get("end"), "local", "utc"),
        timezone=text_at(row, "start", "timezone"),
        venue=text_at(venue, "name"),
        address=joined(
            text_at(address, "address_1"), text_at(address, "address_2"), text_at(address, "postal_code")
        ),
        city=text_at(address, "city"),
        region=text_at(address, "region"),
        country=text_at(address, "country"),
        lat=number_at(address, "latitude"),
        lon=number_at(address, "longitude"),
        url=text_at(row, "url"),
        image_url=text_at(row, "logo", "original", "url") or text_at(row, "logo", "url"),
        online=flag_of(row.get("online_event")),
        status=text_at(row, "status"),
        organiser_name=text_at(row, "organizer", "name"),
        organiser_url=text_at(row, "organizer", "url"),
        categories=(*texts_at(row, "category"), *texts_at(row, "subcategory"), *texts_at(row, "format")),
        language=text_at(row, "locale"),
        price=_price(row),
        is_free=flag_of(row.get("is_free")),
        where=where,
    )


def _price(row: Node) -> str | None:
    prices = [at(row, "ticket_availability", f"{end}_ticket_price") for end in ("minimum", "maximum")]
    amounts = [amount for each in prices if (amount := text_at(each, "major_value"))]
    currency = text_at(prices[0], "currency") or text_at(row, "currency") or ""
    return f"{'..'.join(dict.fromkeys(amounts))} {currency}".strip() if amounts else None
