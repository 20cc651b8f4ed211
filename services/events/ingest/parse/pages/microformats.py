"""h-event and hCalendar in a page, as the items of microformats2 JSON.

Formats: http://microformats.org/wiki/h-event and, for class names without a prefix, /wiki/hcalendar.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.pages.mf2_event import raw_event
from services.events.ingest.parse.pages.mf2_times import time_of
from services.events.ingest.parse.wire.dom import attribute, classes, link_of, within, words_of
from services.events.ingest.parse.wire.json_path import Node
from services.events.ingest.parse.wire.json_text import Json

FORMAT: Final = "microformats"
MAX_EVENTS: Final = 2000
MAX_VALUES: Final = 50
"""Values kept of one property of an event."""

_PREFIXED: Final = re.compile(r"(p|u|dt|e)-([a-z]+(?:-[a-z]+)*)")
_CLASSIC: Final = {
    "summary": ("p", "name"), "dtstart": ("dt", "start"), "dtend": ("dt", "end"), "url": ("u", "url"),
    "duration": ("dt", "duration"), "location": ("p", "location"), "description": ("e", "content"),
    "category": ("p", "category"), "status": ("p", "status"), "organizer": ("p", "organizer"),
    "geo": ("p", "geo"), "photo": ("u", "photo"), "uid": ("u", "uid"),
}  # fmt: skip
_PLACE_PARTS: Final = (
    "street-address", "postal-code", "locality", "region", "country-name", "latitude", "longitude",
)  # fmt: skip
_LINKS: Final = {"a": "href", "area": "href", "link": "href", "img": "src", "object": "data"}
_LONGEST_NAME: Final = 300
_IMPRINT: Final = re.compile(r"^©|\blast (?:updated?|modified|changed)\b", re.IGNORECASE)
"""What the imprint of a page says, which some mark as an event for the day of its last change."""

Properties = dict[str, list[Json]]


def microformats_of_page(tree: LexborHTMLParser) -> Iterator[RawListing | Rejected]:
    """Yield every event of the page, in whichever of the two vocabularies."""
    roots = tree.css(".h-event, .vevent")
    for number, root in enumerate(roots[:MAX_EVENTS], 1):
        found = raw_event(_item(root), f"event {number}")
        is_imprint = isinstance(found, RawListing) and _IMPRINT.search((found.title or "")[:_LONGEST_NAME])
        yield Rejected("not_an_event", found.where, found.title) if is_imprint else found
    if len(roots) > MAX_EVENTS:
        yield Rejected("too_many_items", f"after event {MAX_EVENTS}")


def _item(root: LexborNode) -> Node:
    """Return the item; where both vocabularies are used, the newer one speaks."""
    is_classic = "h-event" not in classes(root)
    properties: Properties = defaultdict(list)
    link = None
    for node in within(root, _is_item):
        for kind, name in _marks(node, is_classic=is_classic):
            if len(properties[name]) < MAX_VALUES:
                properties[name].append(_value(node, kind, name))
                link = link or (link_of(node) if name == "name" else None)
    if link:
        properties.setdefault("url", [link])
    if not is_classic:
        _imply(properties, root)
    own: Node = dict(properties.items())
    return {"type": ["vevent" if is_classic else "h-event"], "properties": own}


def _is_item(node: LexborNode) -> bool:
    return any(name.startswith("h-") or name in {"vevent", "vcard"} for name in classes(node))


def _marks(node: LexborNode, *, is_classic: bool) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys(classes(node)):
        if is_classic and name in _CLASSIC:
            yield _CLASSIC[name]
        elif not is_classic and (found := _PREFIXED.fullmatch(name)):
            yield found[1], found[2]


def _value(node: LexborNode, kind: str, name: str) -> Json:
    if name in {"location", "organizer", "geo"}:
        return _card(node)
    if kind == "dt":
        return time_of(node)
    if kind == "u":
        return attribute(node, _LINKS.get(node.tag or "", "href")) or words_of(node) or None
    if kind == "e":
        return node.inner_html
    stated = attribute(node, "title") if node.tag == "abbr" else attribute(node, "value", "alt")
    return stated or _lines(node)


def _lines(node: LexborNode) -> str:
    """Return the text on one line, with a blank between lines of their own: `<h1>A</h1><h2>B</h2>`."""
    if node.css_first("h1, h2, h3, h4, h5, h6, p, div, li, br") is None:
        return words_of(node)
    return " ".join(node.text(deep=True, separator=" ").split())


def _card(node: LexborNode) -> Json:
    """Return a place or a person with the parts that it states, in whichever vocabulary."""
    named = ((part, _part(node, f".p-{part}, .{part}")) for part in _PLACE_PARTS)
    name, link = _part(node, ".p-name, .fn, .p-org, .org"), node.css_first("a[href]")
    stated = (*named, ("name", name), ("url", attribute(link, "href") if link else None))
    own: Node = {part: [found] for part, found in stated if found}
    said = (attribute(node, "title") if node.tag == "abbr" else None) or words_of(node)
    return {"value": said, "properties": own} if own else said


def _part(node: LexborNode, selector: str) -> str | None:
    found = node.css_first(selector)
    return (attribute(found, "title", "value") or words_of(found) or None) if found else None


def _imply(properties: Properties, root: LexborNode) -> None:
    """Take the name and link that an item without marks of its own is taken to have."""
    if not properties.get("name"):
        words = words_of(root)
        properties["name"] = [words if 0 < len(words) <= _LONGEST_NAME else attribute(root, "alt", "title")]
    link = attribute(root, "href")
    if link and not properties.get("url"):
        properties["url"] = [link]
