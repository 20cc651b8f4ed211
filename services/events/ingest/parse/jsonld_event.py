"""One schema.org Event node to a raw listing (https://schema.org/Event, and what publishers make of it)."""

import re
from collections.abc import Iterator
from typing import Final

from services.events.ingest.model import RawListing
from services.events.ingest.parse.json_text import Json, flag_of, number_of, rows_of, text_of
from services.events.ingest.parse.midnight import without_placeholder

Node = dict[str, Json]
_PREFIX: Final = re.compile(r"^(?:https?://schema\.org/|schema:)", re.IGNORECASE)
_NOT_EVENTS: Final = frozenset({"PublicationEvent", "OnDemandEvent", "UserInteraction", "BroadcastEvent"})
_TYPES: Final = frozenset({"Hackathon", "Festival", "CourseInstance", "EventSeries", "ConferenceEvent"})
_VIRTUAL: Final = "VirtualLocation"


def types_of(node: Json) -> tuple[str, ...]:
    """Return the node's types without their namespace."""
    if not isinstance(node, dict):
        return ()
    return tuple(
        _PREFIX.sub("", text) for value in rows_of(node.get("@type"))[:10] if (text := text_of(value))
    )


def is_event(node: Node) -> bool:
    """Tell whether the node is an Event, or of a subtype of it."""
    return any(
        (name.endswith("Event") or name in _TYPES) and name not in _NOT_EVENTS for name in types_of(node)
    )


def raw_event(node: Node, where: str) -> RawListing:
    """Read one Event node."""
    places = rows_of(node.get("location"))[:5]
    place = next((each for each in places if _VIRTUAL not in types_of(each)), None)
    address = place.get("address") if isinstance(place, dict) else None
    organiser = next(iter(rows_of(node.get("organizer"))), None)
    lat, lon = _position(place)
    return RawListing(
        title=_words(node.get("name")),
        other_name=_words(node.get("alternateName")),
        uid=_identity(node),
        description=_words(node.get("description")),
        starts=_time(node.get("startDate")),
        ends=_time(node.get("endDate")),
        venue=_words(place.get("name")) if isinstance(place, dict) else None,
        address=_address(place, address),
        city=_named(address, "addressLocality"),
        region=_named(address, "addressRegion"),
        country=_named(address, "addressCountry"),
        lat=lat,
        lon=lon,
        url=_url(node),
        image_url=_image(node.get("image")),
        online=_online(node, places),
        status=text_of(node.get("eventStatus")),
        organiser_name=_words(organiser.get("name")) if isinstance(organiser, dict) else _words(organiser),
        organiser_url=text_of(organiser.get("url")) if isinstance(organiser, dict) else None,
        categories=(*_keywords(node), *types_of(node)),
        language=_language(node.get("inLanguage")),
        price=_price(node.get("offers")),
        is_free=flag_of(node.get("isAccessibleForFree")),
        where=where,
    )


def _words(value: Json) -> str | None:
    """Return text, also out of a list or a `{"@value": …}`."""
    for item in rows_of(value)[:3]:
        found = text_of(item.get("@value")) if isinstance(item, dict) else text_of(item)
        if found:
            return found
    return None


def _identity(node: Node) -> str | None:
    return text_of(node.get("@id")) or _words(node.get("identifier")) or _url(node)


def _url(node: Node) -> str | None:
    return _words(node.get("url")) or _words(node.get("sameAs"))


def _time(value: Json) -> str | None:
    return without_placeholder(_words(value))


def _address(place: Json, address: Json) -> str | None:
    if not isinstance(address, dict):
        return _words(address) if address is not None else _words(place)
    lines = (_words(address.get(key)) for key in ("streetAddress", "postalCode"))
    return ", ".join(line for line in lines if line) or None


def _named(address: Json, key: str) -> str | None:
    value = address.get(key) if isinstance(address, dict) else None
    return _words(value.get("name") or value.get("identifier")) if isinstance(value, dict) else _words(value)


def _position(place: Json) -> tuple[float | None, float | None]:
    geo = place.get("geo") if isinstance(place, dict) else None
    source = geo if isinstance(geo, dict) else place if isinstance(place, dict) else {}
    return number_of(source.get("latitude")), number_of(source.get("longitude"))


def _image(value: Json) -> str | None:
    for item in rows_of(value)[:5]:
        found = (
            text_of(item.get("url") or item.get("contentUrl")) if isinstance(item, dict) else text_of(item)
        )
        if found:
            return found
    return None


def _online(node: Node, places: list[Json]) -> bool | None:
    """Return what the attendance mode says, else True for a virtual location; None if neither speaks."""
    mode = text_of(node.get("eventAttendanceMode")) or ""
    if "Offline" in mode:
        return False
    virtual = any(_VIRTUAL in types_of(place) for place in places)
    return True if "Online" in mode or "Mixed" in mode or virtual else None


def _keywords(node: Node) -> Iterator[str]:
    for value in rows_of(node.get("keywords"))[:30]:
        for part in (_words(value) or "").split(","):
            if part.strip():
                yield part.strip()


def _language(value: Json) -> str | None:
    for item in rows_of(value)[:5]:
        found = (
            text_of(item.get("alternateName") or item.get("name"))
            if isinstance(item, dict)
            else text_of(item)
        )
        if found:
            return found
    return None


def _price(value: Json) -> str | None:
    """Write the offers as `10..25 EUR`, for the price reader."""
    offers = [offer for offer in rows_of(value)[:50] if isinstance(offer, dict)]
    keys = ("price", "lowPrice", "highPrice")
    amounts = [
        amount for offer in offers for key in keys if (amount := number_of(offer.get(key))) is not None
    ]
    currency = next((found for offer in offers if (found := text_of(offer.get("priceCurrency")))), "")
    if not amounts:
        return None
    low, high = min(amounts), max(amounts)
    return f"{low:g} {currency}".strip() if low == high else f"{low:g}..{high:g} {currency}".strip()
