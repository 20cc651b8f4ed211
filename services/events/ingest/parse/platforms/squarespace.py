"""A Squarespace events page asked with `?format=json`: times in milliseconds, the zone at the website."""

from collections.abc import Iterator
from typing import Final

from services.events.ingest.model import RawListing
from services.events.ingest.parse.wire.json_path import (
    Node,
    Record,
    at,
    epoch_text,
    has_rows,
    joined,
    number_at,
    records,
    text_at,
    texts_at,
)
from services.events.ingest.parse.wire.json_text import Json
from services.events.ingest.parse.wire.parsed import Parsed, gathered

FORMAT: Final = "squarespace"
_LISTS: Final = ("upcoming", "past", "items", "item")


def parse_squarespace(document: Json) -> Parsed | None:
    """Read the events to come and those of the past that the page still lists; None for another document.

    A collection of events may be empty.
    """
    is_site = text_at(document, "website", "siteTitle") is not None
    is_it = is_site and any(has_rows(_list(document, key), "startDate", "title") for key in _LISTS)
    is_collection = text_at(document, "collection", "typeName") == "events"
    return gathered(FORMAT, _records(document)) if is_it or is_collection else None


def _list(document: Json, key: str) -> Json:
    found = at(document, key)
    return [found] if isinstance(found, dict) else found


def _records(document: Json) -> Iterator[Record]:
    website = at(document, "website")
    for key in _LISTS:
        yield from records(_list(document, key), key, lambda item, where: _event(item, where, website))


def _event(item: Node, where: str, website: Json) -> Record:
    place = at(item, "location")
    lines = [text_at(place, key) for key in ("addressLine1", "addressLine2")]
    # Without an address the map stands where Squarespace put it: at its own door in New York.
    is_placed = any(lines)
    return RawListing(
        uid=text_at(item, "id"),
        title=text_at(item, "title"),
        summary=text_at(item, "excerpt"),
        description=text_at(item, "body"),
        starts=epoch_text(item.get("startDate"), per_second=1000),
        ends=epoch_text(item.get("endDate"), per_second=1000),
        timezone=text_at(website, "timeZone"),
        venue=text_at(place, "addressTitle"),
        address=joined(*lines),
        country=text_at(place, "addressCountry"),
        lat=number_at(place, "mapLat") if is_placed else None,
        lon=number_at(place, "mapLng") if is_placed else None,
        url=_page(text_at(website, "authenticUrl"), text_at(item, "fullUrl")),
        image_url=text_at(item, "assetUrl"),
        organiser_name=text_at(website, "siteTitle"),
        organiser_url=text_at(website, "authenticUrl"),
        categories=(*texts_at(item, "categories"), *texts_at(item, "tags")),
        language=text_at(website, "language"),
        where=where,
    )


def _page(site: str | None, path: str | None) -> str | None:
    """Return the item's page at its site; without one the path is read against the document's address."""
    return f"{site.rstrip('/')}{path}" if site and path and path.startswith("/") else path
