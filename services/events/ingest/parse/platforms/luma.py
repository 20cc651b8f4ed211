"""Luma's lists: `/calendar/get-items`, `/discover/get-paginated-events`, `/v1/calendar/list-events`.

An entry wraps its event (https://docs.luma.com/reference/get_v1-calendar-list-events). Instants are in UTC,
the zone stands beside them; the address of an event is a word at luma.com, or whole.
"""

from typing import Final

from services.events.ingest.model import RawListing
from services.events.ingest.parse.records.record_place import is_online_venue
from services.events.ingest.parse.wire.json_path import (
    Node,
    Record,
    at,
    first_text,
    has_rows,
    nodes_at,
    number_at,
    records,
    text_at,
)
from services.events.ingest.parse.wire.json_text import Json, flag_of, rows_of
from services.events.ingest.parse.wire.parsed import Parsed, gathered

FORMAT: Final = "luma"
_PAGES: Final = "https://luma.com/"


def parse_luma(document: Json) -> Parsed | None:
    """Read the event of every entry; None where none of the first has a start and a zone."""
    entries = at(document, "entries")
    is_it = has_rows([at(row, "event") for row in rows_of(entries)[:5]], "start_at", "timezone", "name")
    return gathered(FORMAT, records(entries, "entries", _entry)) if is_it else None


def _entry(row: Node, where: str) -> Record:
    event, host = at(row, "event"), at(row, "calendar")
    place, link = at(event, "geo_address_info") or at(event, "geo_address_json"), text_at(event, "url")
    name, city = text_at(place, "address"), text_at(place, "city")
    is_online = text_at(event, "location_type") in {"online", "zoom", "meet"} or is_online_venue(name)
    return RawListing(
        uid=first_text(event, "api_id", "id"),
        title=text_at(event, "name"),
        description=text_at(event, "description"),
        starts=text_at(event, "start_at"),
        ends=text_at(event, "end_at"),
        timezone=text_at(event, "timezone"),
        venue=None if is_online or name == city else name,
        address=None if is_online else first_text(place, "full_address", "short_address"),
        city=city,
        region=text_at(place, "region"),
        country=first_text(place, "country_code", "country"),
        lat=number_at(event, "coordinate", "latitude"),
        lon=number_at(event, "coordinate", "longitude"),
        url=link if not link or "/" in link else f"{_PAGES}{link}",
        image_url=text_at(event, "cover_url"),
        online=is_online or None,
        organiser_name=_host(host, nodes_at(row, "hosts")),
        is_free=flag_of(at(row, "ticket_info", "is_free")),
        where=where,
    )


def _host(calendar: Json, hosts: list[Node]) -> str | None:
    """Return whose calendar it is; one that is called `Personal` is its first host's."""
    if text_at(calendar, "personal_user_api_id") or at(calendar, "is_personal") is True or not calendar:
        return next((name for host in hosts if (name := text_at(host, "name"))), None)
    return text_at(calendar, "name")
