"""schema.org events as microdata or RDFa, read as JSON-LD is.

Formats: https://html.spec.whatwg.org/multipage/microdata.html, https://www.w3.org/TR/rdfa-lite/
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.pages.jsonld_event import is_event, raw_events
from services.events.ingest.parse.pages.jsonld_value import PREFIX
from services.events.ingest.parse.wire.dom import attribute, link_of, listed, within, words_of
from services.events.ingest.parse.wire.json_path import Node
from services.events.ingest.parse.wire.json_text import Json

FORMAT: Final = "microdata"
RDFA: Final = "rdfa"
MAX_EVENTS: Final = 2000
MAX_VALUES: Final = 50
"""Values kept of one property of an item."""
MAX_DEPTH: Final = 6
_LINKS: Final = {"a": "href", "area": "href", "link": "href"}
_SOURCES: Final = dict.fromkeys(("img", "audio", "video", "source", "embed", "iframe", "track"), "src")
_VALUES: Final = {"data": "value", "meter": "value", "time": "datetime", "object": "data"}
_ATTRIBUTES: Final = _LINKS | _SOURCES | _VALUES


@dataclass(frozen=True, slots=True)
class _Syntax:
    """The attributes in which a notation says what an element is, and which property of what it stands in."""

    scope: str
    type: str
    name: str
    identity: str
    selector: str


_MICRODATA: Final = _Syntax(
    "itemscope",
    "itemtype",
    "itemprop",
    "itemid",
    '[itemscope][itemtype*="schema.org/"], [itemscope][itemtype*="data-vocabulary.org/"]',
)
_RDFA: Final = _Syntax("typeof", "typeof", "property", "resource", "[typeof]")


def microdata_of_page(tree: LexborHTMLParser) -> Iterator[RawListing | Rejected]:
    """Yield every Event item; one within another is an event too, but not the one it is a part of."""
    yield from _events(tree, _MICRODATA)


def rdfa_of_page(tree: LexborHTMLParser) -> Iterator[RawListing | Rejected]:
    """Yield every Event of RDFa Lite (https://www.w3.org/TR/rdfa-lite/), in the vocabulary of schema.org."""
    yield from _events(tree, _RDFA)


def _events(tree: LexborHTMLParser, syntax: _Syntax) -> Iterator[RawListing | Rejected]:
    events = [node for node in tree.css(syntax.selector) if is_event({"@type": _types(node, syntax)})]
    for number, node in enumerate(events[:MAX_EVENTS], 1):
        if "superEvent" not in _names(node, syntax):
            yield from raw_events(_item(node, syntax, 0), f"item {number}")
    if len(events) > MAX_EVENTS:
        yield Rejected("too_many_items", f"after item {MAX_EVENTS}")


def _names(node: LexborNode, syntax: _Syntax) -> list[str]:
    return [PREFIX.sub("", name) for name in (attribute(node, syntax.name) or "").split()]


def _types(node: LexborNode, syntax: _Syntax) -> list[Json]:
    return list((attribute(node, syntax.type) or "").split())


def _item(node: LexborNode, syntax: _Syntax, depth: int) -> Node:
    """Return the item as the JSON-LD node that says the same."""
    properties: dict[str, list[Json]] = defaultdict(list)
    link = None
    for found in within(node, lambda each: syntax.scope in each.attributes):
        for name in _names(found, syntax)[:MAX_VALUES]:
            if len(properties[name]) < MAX_VALUES:
                properties[name].append(_value(found, syntax, depth))
                link = link or (link_of(found) if name == "name" else None)
    if link:
        properties.setdefault("url", [link])
    kept: Node = {name: listed(values) for name, values in properties.items()}
    identity = attribute(node, syntax.identity)
    return kept | {"@type": _types(node, syntax)} | ({"@id": identity} if identity else {})


def _value(node: LexborNode, syntax: _Syntax, depth: int) -> Json:
    if syntax.scope in node.attributes:
        return _item(node, syntax, depth + 1) if depth < MAX_DEPTH else None
    # By the standard only `meta` has `content`; search engines honour it anywhere, so people write it.
    written = attribute(node, "content") or attribute(node, _ATTRIBUTES.get(node.tag or "", "content"))
    return written or (_name(node, syntax) if "name" in _names(node, syntax) else words_of(node)) or None


def _name(node: LexborNode, syntax: _Syntax) -> str:
    """Return what an element calls an event, without the day that is marked in it."""
    text = whole = words_of(node)
    for day in node.css(f"[{syntax.name}=startDate], [{syntax.name}=endDate]")[:MAX_VALUES]:
        text = text.replace(words_of(day), "").strip(" ,-–—|:")
    return text or whole
