"""schema.org events in the JSON-LD of a page, read block by block so that one bad block costs only itself."""

from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.pages.jsonld_event import WORKS, is_event, raw_events
from services.events.ingest.parse.pages.jsonld_parts import times_as_parts
from services.events.ingest.parse.pages.jsonld_value import PREFIX, types_of
from services.events.ingest.parse.wire.json_path import Node
from services.events.ingest.parse.wire.json_text import Json, rows_of
from services.events.ingest.parse.wire.json_tolerant import load_tolerantly
from services.events.ingest.parse.wire.parsed import Parsed, gathered

FORMAT: Final = "json_ld"
MAX_BLOCKS: Final = 200
MAX_DEPTH: Final = 24
MAX_NODES: Final = 100_000
_TOO_DEEP: Final = "nested_too_deep"
_REFERRED: Final = ("location", "organizer", "offers", "performer", *WORKS)
"""Parts of an event that may stand elsewhere in the document, under the name of their `@id`."""
_MOST_PARTS: Final = 50
_NO_HOUSE: Final = ("organization", "corporation", "ngo", "group", "team", "person")
"""Types, by their ends, of what has an address and holds its events elsewhere as well."""


def json_ld_of_page(tree: LexborHTMLParser) -> Iterator[RawListing | Rejected]:
    """Yield every Event node of an HTML page, and the blocks that could not be read."""
    blocks = _blocks(tree)
    yield from _records(blocks[:MAX_BLOCKS])
    if len(blocks) > MAX_BLOCKS:
        yield Rejected("too_many_items", f"script {MAX_BLOCKS}…{len(blocks)}")


def parse_json_ld(document: Json) -> Parsed:
    """Read every Event node of a document that is JSON-LD itself."""
    return gathered(FORMAT, _events(document, "$", [0]))


def holds_event(document: Json) -> bool:
    """Tell whether a JSON document is JSON-LD with an Event in it."""
    found = _events(document, "$", [0])
    return any(not (isinstance(each, Rejected) and each.reason == _TOO_DEEP) for each in found)


def _blocks(tree: LexborHTMLParser) -> list[str]:
    scripts = tree.css('script[type*="ld+json"]')
    return [script.text(deep=True) or "" for script in scripts]


def _records(blocks: list[str]) -> Iterator[RawListing | Rejected]:
    seen = [0]
    for index, block in enumerate(blocks):
        where = f"script {index + 1}"
        if not block.strip():
            continue
        try:
            document = load_tolerantly(block)
        except ValueError:
            yield Rejected("bad_json", where)
            continue
        yield from _events(document, where, seen)


def _events(document: Json, where: str, seen: list[int]) -> Iterator[RawListing | Rejected]:
    """Read the events of one document; `seen` counts the nodes of all documents of a page."""
    known: dict[str, Node] = {}
    plain = _plain(document, known, 0)
    yield from _nodes(plain, where, seen, known)


def _plain(node: Json, known: dict[str, Node], depth: int) -> Json:
    """Return the document with keys of no namespace; note each node that has an `@id` and says more."""
    if depth > MAX_DEPTH + 1:
        return node
    if isinstance(node, list):
        return [_plain(item, known, depth + 1) for item in node]
    if not isinstance(node, dict):
        return node
    plain = {PREFIX.sub("", key): _plain(value, known, depth + 1) for key, value in node.items()}
    identity = plain.get("@id")
    if isinstance(identity, str) and len(plain) > len(("@id", "@type")):
        known.setdefault(identity, plain)
    return plain


def _resolved(node: Node, known: dict[str, Node]) -> Node:
    """Put what an `@id` names in the place of the name, for the parts that an event needs."""
    full = dict(node)
    for key in _REFERRED:
        if key in node:
            full[key] = [_named(item, known) for item in rows_of(node[key])[:_MOST_PARTS]]
    return full


def _named(item: Json, known: dict[str, Node]) -> Json:
    found = _known(item, known)
    if not isinstance(found, dict):
        return found
    return found | {key: _known(found[key], known) for key in ("address", "containedInPlace") if key in found}


def _known(item: Json, known: dict[str, Node]) -> Json:
    identity = item.get("@id") if isinstance(item, dict) else None
    return known.get(identity, item) if isinstance(identity, str) else item


def _nodes(
    node: Json, path: str, seen: list[int], known: dict[str, Node], depth: int = 0, house: Json = None
) -> Iterator[RawListing | Rejected]:
    """Walk to the events, at any place; an event's own sub-events are events too.

    One that a house lists and that says no place is in that house.
    """
    seen[0] += 1
    if seen[0] > MAX_NODES or depth > MAX_DEPTH:
        # Said once, not for each of the many nodes beyond.
        if seen[0] == MAX_NODES + 1 or depth == MAX_DEPTH + 1:
            yield Rejected(_TOO_DEEP, path[:200])
        return
    if isinstance(node, dict) and is_event(node):
        placed = {"location": house, **node} if house else node
        yield from raw_events(_resolved(placed, known), path)
        if times_as_parts(node):
            node = {key: value for key, value in node.items() if key != "subEvent"}
    for step, child in _children(node):
        holds = house if isinstance(node, list) else _house(node) if step in {".event", ".events"} else None
        yield from _nodes(child, f"{path}{step}", seen, known, depth + 1, holds)


def _house(node: Json) -> Json:
    is_elsewhere = any(name.lower().endswith(_NO_HOUSE) for name in types_of(node))
    return node if isinstance(node, dict) and "address" in node and not is_elsewhere else None


def _children(node: Json) -> Iterator[tuple[str, Json]]:
    if isinstance(node, list):
        yield from ((f"[{index}]", item) for index, item in enumerate(node))
    elif isinstance(node, dict):
        nested = ((key, value) for key, value in node.items() if isinstance(value, dict | list))
        yield from ((f".{key}", value) for key, value in nested if key != "superEvent")
