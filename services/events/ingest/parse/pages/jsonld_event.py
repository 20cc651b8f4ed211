"""One schema.org Event node to a raw listing (https://schema.org/Event, and what publishers make of it)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from services.events.ingest.model import RawListing
from services.events.ingest.parse.pages.jsonld_parts import times_as_parts, with_larger
from services.events.ingest.parse.pages.jsonld_schedule import repeating
from services.events.ingest.parse.pages.jsonld_times import times_of
from services.events.ingest.parse.pages.jsonld_value import types_of, words
from services.events.ingest.parse.wire.json_path import Node, at, first_text, texts_at
from services.events.ingest.parse.wire.json_text import Json, flag_of, number_of, rows_of, text_of
from services.events.ingest.parse.wire.translated import in_one_language

_NOT_EVENTS: Final = frozenset({"publicationevent", "ondemandevent", "broadcastevent"})
_TYPES: Final = frozenset(
    {"hackathon", "festival", "courseinstance", "eventseries", "scheduledsession", "sessionseries"}
)
"""Types of events whose names do not end so; sessions are OpenActive's (https://openactive.io)."""
_VIRTUAL: Final = "VirtualLocation"
MOST_DATES: Final = 100
"""Starts read of one node that names several."""
WORKS: Final = ("workPresented", "workPerformed", "workFeatured")
"""What a screening or a performance is of, after which it is called where it has no name of its own."""


def is_event(node: Node) -> bool:
    """Tell whether the node is an Event, or of a subtype of it."""
    names = (name.lower() for name in types_of(node))
    return any((name.endswith("event") or name in _TYPES) and name not in _NOT_EVENTS for name in names)


def raw_events(node: Node, where: str) -> Iterator[RawListing]:
    """Read one Event node: a listing for each of its starts; none for a series that only holds its events."""
    node = with_larger(node)
    times = times_as_parts(node)
    if len(times) > 1:
        for time in times:
            read = raw_event(time, where)
            yield replace(read, recurrence_id=read.starts)
        return
    node = times[0] if times else node
    if plans := list(repeating(node)):
        for plan in plans:
            read = raw_event(node, where)
            yield replace(read, starts=plan.starts, ends=plan.ends, timezone=plan.zone, repeats=plan.rule)
        return
    starts = [text for value in rows_of(node.get("startDate"))[:MOST_DATES] if (text := words(value))]
    parts = rows_of(node.get("subEvent"))[:5]
    if not starts and any(is_event(each) for each in parts if isinstance(each, dict)):
        return
    if len(set(starts)) < 2:  # noqa: PLR2004 - several
        yield raw_event(node, where)
        return
    for start in dict.fromkeys(starts):
        read = raw_event({**node, "startDate": start, "endDate": None}, where)
        yield replace(read, recurrence_id=read.starts)


def raw_event(node: Node, where: str) -> RawListing:
    """Read one Event node."""
    places = rows_of(node.get("location"))[:5]
    place = next((each for each in places if _VIRTUAL not in types_of(each)), None)
    address = _address_of(place)
    starts, ends = times_of(node)
    organiser = next(iter(rows_of(node.get("organizer"))), None)
    lat, lon = _position(place)
    return RawListing(
        title=_title(node),
        other_name=words(node.get("alternateName")),
        uid=_identity(node),
        description=words(node.get("description")),
        starts=starts,
        ends=ends,
        venue=words(place.get("name")) if isinstance(place, dict) else None,
        address=_address(place, address),
        city=_named(address, "addressLocality"),
        region=_named(address, "addressRegion"),
        country=_named(address, "addressCountry"),
        lat=lat,
        lon=lon,
        url=_url(node),
        image_url=_said(node.get("image"), "url", "contentUrl"),
        online=_online(node, places),
        status=text_of(node.get("eventStatus")),
        organiser_name=words(organiser.get("name")) if isinstance(organiser, dict) else words(organiser),
        organiser_url=text_of(organiser.get("url")) if isinstance(organiser, dict) else None,
        categories=(*_keywords(node), *types_of(node)),
        language=_said(node.get("inLanguage"), "alternateName", "name"),
        price=_price(node.get("offers")),
        is_free=flag_of(node.get("isAccessibleForFree")),
        where=where,
    )


def _title(node: Node) -> str | None:
    own = (words(node.get(key)) for key in ("name", "headline", "summary"))
    works = (name for key in WORKS for name in texts_at(node, key))
    return next(filter(None, (*own, *works)), None)


def _identity(node: Node) -> str | None:
    return text_of(node.get("@id")) or words(node.get("identifier")) or _url(node)


def _url(node: Node) -> str | None:
    """Return the event's page; where none is told, that of its tickets, which is its own as well."""
    offers = (offer for offer in rows_of(node.get("offers"))[:5] if isinstance(offer, dict))
    tickets = (text_of(offer.get("url")) for offer in offers)
    return words(node.get("url")) or words(node.get("sameAs")) or next(filter(None, tickets), None)


def _address_of(place: Json) -> Json:
    """Return the address of a place, which may be a list of one, or the place itself."""
    if not isinstance(place, dict):
        return None
    if "PostalAddress" in types_of(place) or ("addressLocality" in place and "address" not in place):
        return place
    stated = place.get("address") or at(place, "containedInPlace", "address")
    address = next(iter(rows_of(stated)), None)
    return (in_one_language(address) or address) if isinstance(address, dict) else address


def _address(place: Json, address: Json) -> str | None:
    if not isinstance(address, dict):
        return words(address) if address is not None else words(place)
    lines = (words(address.get(key)) for key in ("streetAddress", "postalCode"))
    return ", ".join(line for line in lines if line) or None


def _named(address: Json, key: str) -> str | None:
    value = address.get(key) if isinstance(address, dict) else None
    return words(value.get("name") or value.get("identifier")) if isinstance(value, dict) else words(value)


def _position(place: Json) -> tuple[float | None, float | None]:
    geo = place.get("geo") if isinstance(place, dict) else None
    source = geo if isinstance(geo, dict) else place if isinstance(place, dict) else {}
    return number_of(source.get("latitude")), number_of(source.get("longitude"))


def _said(value: Json, *keys: str) -> str | None:
    """Return the first text of a list, or what an object in it says under one of the keys."""
    said = (
        first_text(item, *keys) if isinstance(item, dict) else text_of(item) for item in rows_of(value)[:5]
    )
    return next(filter(None, said), None)


def _online(node: Node, places: list[Json]) -> bool | None:
    """Return what the attendance mode says, else True for a virtual location; None if neither speaks."""
    mode = text_of(node.get("eventAttendanceMode")) or ""
    if "Offline" in mode:
        return False
    virtual = any(_VIRTUAL in types_of(place) for place in places)
    return True if "Online" in mode or "Mixed" in mode or virtual else None


def _keywords(node: Node) -> Iterator[str]:
    for value in rows_of(node.get("keywords"))[:30]:
        for part in (words(value) or "").split(","):
            if part.strip():
                yield part.strip()


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
