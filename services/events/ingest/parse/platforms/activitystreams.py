"""ActivityStreams events: Mobilizon, Gancio, WordPress and others (FEP-8a8e, https://w3id.org/fep/8a8e).

An Event stands alone, in an activity (Create, Update, Announce), or in a collection such as an outbox.
"""

from collections.abc import Iterator
from typing import Final

from services.events.ingest.model import Outcome, RawListing, Rejected
from services.events.ingest.parse.wire.json_path import (
    Node,
    Record,
    at,
    first_text,
    joined,
    nodes_at,
    number_at,
    text_at,
    texts_at,
)
from services.events.ingest.parse.wire.json_text import Json, flag_of, rows_of, text_of
from services.events.ingest.parse.wire.parsed import Parsed, gathered, refused

FORMAT: Final = "activitystreams"
_ACTIVITIES: Final = frozenset({"Create", "Update", "Announce", "Add"})
_COLLECTIONS: Final = frozenset(
    {"Collection", "OrderedCollection", "CollectionPage", "OrderedCollectionPage"}
)
_KINDS: Final = _ACTIVITIES | _COLLECTIONS | {"Event"}
_CONTEXT: Final = "www.w3.org/ns/activitystreams"
_DEEPEST: Final = 6


def parse_activitystreams(document: Json) -> Parsed | None:
    """Read every Event; an actor or another object that holds none is not a list of events.

    None without the context or (some answers leave it out) an activity, or an Event with its start.
    """
    if not isinstance(document, dict):
        return None
    kind = _kind(document)
    named = any(_CONTEXT in (text_of(each) or "") for each in rows_of(document.get("@context")))
    wrapped = kind in _ACTIVITIES and _kind(document.get("object")) == "Event"
    if not (named or wrapped or (kind == "Event" and "startTime" in document)):
        return None
    if kind not in _KINDS:
        return refused(FORMAT, Outcome.UNSUPPORTED_FORMAT, "no_event_object")
    return gathered(FORMAT, _records(document, "$", 0))


def _kind(node: Json) -> str | None:
    """Return the type; of several the first that is ours."""
    kinds = [text_of(each) for each in rows_of(at(node, "type"))[:10]]
    return next((kind for kind in kinds if kind in _KINDS), kinds[0] if kinds else None)


def _records(node: Json, where: str, depth: int) -> Iterator[Record]:
    kind = _kind(node)
    if not isinstance(node, dict):
        yield Rejected("reference_only" if isinstance(node, str) else "malformed_item", where)
    elif kind == "Event":
        yield _event(node, where)
    elif depth >= _DEEPEST:
        yield Rejected("nested_too_deep", where)
    elif kind in _ACTIVITIES:
        yield from _records(node.get("object"), f"{where}.object", depth + 1)
    elif kind in _COLLECTIONS:
        yield from _collected(node, where, depth)
    else:
        yield Rejected("not_an_event", where, text_at(node, "name"))


def _collected(node: Node, where: str, depth: int) -> Iterator[Record]:
    """Read the items; a collection may hold its first page within itself, or only name its address."""
    for key in ("orderedItems", "items"):
        for index, item in enumerate(rows_of(node.get(key))):
            yield from _records(item, f"{where}.{key}[{index}]", depth + 1)
    if isinstance(node.get("first"), dict):
        yield from _records(node["first"], f"{where}.first", depth + 1)


def _event(node: Node, where: str) -> RawListing:
    places = nodes_at(node, "location")
    place = next((each for each in places if text_at(each, "type") != "VirtualLocation"), None)
    address = at(place, "address")
    return RawListing(
        uid=text_at(node, "id") or text_at(node, "uuid"),
        title=text_at(node, "name"),
        summary=text_at(node, "summary"),
        description=text_at(node, "content"),
        starts=text_at(node, "startTime"),
        ends=text_at(node, "endTime"),
        timezone=text_at(node, "timezone"),
        venue=text_at(place, "name"),
        address=text_of(address)
        or joined(*(text_at(address, key) for key in ("streetAddress", "postalCode"))),
        city=text_at(address, "addressLocality"),
        region=text_at(address, "addressRegion"),
        country=text_at(address, "addressCountry"),
        lat=number_at(place, "latitude"),
        lon=number_at(place, "longitude"),
        url=_link(node.get("url")) or text_at(node, "id"),
        image_url=_image(node),
        online=True if len(places) > (place is not None) else flag_of(node.get("isOnline")),
        status=first_text(node, "eventStatus", "ical:status", "status"),
        organiser_name=next(
            (found for each in nodes_at(node, "attributedTo") if (found := text_at(each, "name"))), None
        ),
        organiser_url=_link(node.get("attributedTo")),
        categories=_categories(node),
        language=text_at(node, "inLanguage"),
        where=where,
    )


def _link(value: Json) -> str | None:
    """Return the first address of a link, which is a text, an object, or a list of either."""
    for item in rows_of(value)[:10]:
        found = first_text(item, "href", "url", "id") if isinstance(item, dict) else text_of(item)
        if found:
            return found
    return None


def _image(node: Node) -> str | None:
    pictures = (
        each
        for each in (*nodes_at(node, "image"), *nodes_at(node, "attachment"))
        if text_at(each, "type") == "Image" or (text_at(each, "mediaType") or "").startswith("image/")
    )
    return next((found for each in pictures if (found := _link(each.get("url") or each.get("href")))), None)


def _categories(node: Node) -> tuple[str, ...]:
    tags = (tag for tag in nodes_at(node, "tag")[:40] if text_at(tag, "type") == "Hashtag")
    words = (*((text_at(tag, "name") or "").lstrip("#") for tag in tags), *texts_at(node, "category"))
    return tuple(dict.fromkeys(word for word in words if word))[:20]
