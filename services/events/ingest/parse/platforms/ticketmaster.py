"""Ticketmaster Discovery v2 (https://developer.ticketmaster.com/products-and-docs/apis/discovery-api/v2/)."""

import re
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.wire.json_path import (
    Node,
    Record,
    at,
    has_rows,
    nodes_at,
    number_at,
    records,
    text_at,
)
from services.events.ingest.parse.wire.json_text import Json, flag_of
from services.events.ingest.parse.wire.parsed import Parsed, gathered

FORMAT: Final = "ticketmaster"
_PARKING: Final = re.compile(r"(?:premium )?parking(?: pass(?:es)?| only)?(?:\s*[:–-]|\s*$)", re.IGNORECASE)
"""How what is sold beside a show is called, a place for one's car."""


def parse_ticketmaster(document: Json) -> Parsed | None:
    """Read every event of the page, or a page that counts none; None for another document."""
    events = at(document, "_embedded", "events")
    is_empty = at(document, "page", "totalElements") == 0 and at(document, "_links") is not None
    is_it = is_empty or has_rows(events, "name", "dates")
    return gathered(FORMAT, records(events, "events", _event)) if is_it else None


def _event(row: Node, where: str) -> Record:
    if _PARKING.match(text_at(row, "name") or ""):
        return Rejected("not_an_event", where, text_at(row, "name"))
    dates, venue = at(row, "dates"), at(row, "_embedded", "venues", 0)
    return RawListing(
        uid=text_at(row, "id"),
        title=text_at(row, "name"),
        summary=text_at(row, "info"),
        description=text_at(row, "description") or text_at(row, "info"),
        starts=_moment(at(dates, "start")),
        ends=_moment(at(dates, "end")),
        timezone=text_at(dates, "timezone") or text_at(venue, "timezone"),
        venue=text_at(venue, "name"),
        address=text_at(venue, "address", "line1"),
        city=text_at(venue, "city", "name"),
        region=text_at(venue, "state", "stateCode"),
        country=text_at(venue, "country", "countryCode"),
        lat=number_at(venue, "location", "latitude"),
        lon=number_at(venue, "location", "longitude"),
        url=text_at(row, "url"),
        image_url=text_at(row, "images", 0, "url"),
        status=text_at(dates, "status", "code"),
        organiser_name=text_at(row, "promoter", "name"),
        categories=_categories(row),
        language=text_at(row, "locale"),
        price=_price(row),
        where=where,
    )


def _moment(value: Json) -> str | None:
    """Return local day and time, else the instant; the day where no time is set, nothing where no day is."""
    if flag_of(at(value, "dateTBD")) or flag_of(at(value, "dateTBA")):
        return None
    day, time, instant = (text_at(value, name) for name in ("localDate", "localTime", "dateTime"))
    if flag_of(at(value, "timeTBA")) or flag_of(at(value, "noSpecificTime")):
        return day or instant
    return f"{day}T{time}" if day and time else instant or day


def _categories(row: Node) -> tuple[str, ...]:
    levels = ("segment", "genre", "subGenre")
    words = (
        text_at(each, level, "name") for each in nodes_at(row, "classifications")[:5] for level in levels
    )
    return tuple(dict.fromkeys(word for word in words if word and word != "Undefined"))


def _price(row: Node) -> str | None:
    ranges = nodes_at(row, "priceRanges")
    if not ranges:
        return None
    low, high = number_at(ranges[0], "min"), number_at(ranges[0], "max")
    amounts = "..".join(f"{amount:g}" for amount in (low, high) if amount is not None)
    return f"{amounts} {text_at(ranges[0], 'currency') or ''}".strip() if amounts else None
