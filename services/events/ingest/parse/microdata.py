"""schema.org events as microdata, read as JSON-LD is.

Format: https://html.spec.whatwg.org/multipage/microdata.html
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.dom import attribute, listed, within, words_of
from services.events.ingest.parse.json_text import Json
from services.events.ingest.parse.jsonld_event import Node, is_event, raw_event

FORMAT: Final = "microdata"
MAX_EVENTS: Final = 2000
MAX_VALUES: Final = 50
"""Values kept of one property of an item."""
MAX_DEPTH: Final = 6
_LINKS: Final = {"a": "href", "area": "href", "link": "href"}
_SOURCES: Final = dict.fromkeys(("img", "audio", "video", "source", "embed", "iframe", "track"), "src")
_VALUES: Final = {"data": "value", "meter": "value", "time": "datetime", "object": "data"}
_ATTRIBUTES: Final = _LINKS | _SOURCES | _VALUES


def microdata_of_page(tree: LexborHTMLParser) -> Iterator[RawListing | Rejected]:
    """Yield every Event item; one within another is an event too, but not the one it is a part of."""
    found = tree.css('[itemscope][itemtype*="schema.org/"]')
    events = [node for node in found if is_event({"@type": _types(node)})]
    for number, node in enumerate(events[:MAX_EVENTS], 1):
        if "superEvent" not in _names(node):
            yield raw_event(_item(node, 0), f"item {number}")
    if len(events) > MAX_EVENTS:
        yield Rejected("too_many_items", f"after item {MAX_EVENTS}")


def _names(node: LexborNode) -> list[str]:
    return (attribute(node, "itemprop") or "").split()


def _types(node: LexborNode) -> list[Json]:
    return list((attribute(node, "itemtype") or "").split())


def _item(node: LexborNode, depth: int) -> Node:
    """Return the item as the JSON-LD node that says the same."""
    properties: dict[str, list[Json]] = defaultdict(list)
    for found in within(node, lambda each: "itemscope" in each.attributes):
        for name in _names(found)[:MAX_VALUES]:
            if len(properties[name]) < MAX_VALUES:
                properties[name].append(_value(found, depth))
    kept: Node = {name: listed(values) for name, values in properties.items()}
    identity = attribute(node, "itemid")
    return kept | {"@type": _types(node)} | ({"@id": identity} if identity else {})


def _value(node: LexborNode, depth: int) -> Json:
    if "itemscope" in node.attributes:
        return _item(node, depth + 1) if depth < MAX_DEPTH else None
    # By the standard only `meta` has `content`; search engines honour it anywhere, so people write it.
    written = attribute(node, "content") or attribute(node, _ATTRIBUTES.get(node.tag or "", "content"))
    return written or words_of(node) or None
