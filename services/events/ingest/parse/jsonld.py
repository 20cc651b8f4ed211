"""schema.org events in the JSON-LD of a page, read block by block so that one bad block costs only itself."""

import html
import re
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.json_text import Json, load_json
from services.events.ingest.parse.jsonld_event import is_event, raw_event
from services.events.ingest.parse.parsed import Parsed, gathered

FORMAT: Final = "json_ld"
MAX_BLOCKS: Final = 200
MAX_DEPTH: Final = 24
MAX_NODES: Final = 100_000
_WRAPPERS: Final = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*(?:;\s*)?$")
_CONTROL: Final = re.compile(r"[\x00-\x1f]")
_TRAILING_COMMA: Final = re.compile(r",(\s*[}\]])")


def json_ld_of_page(tree: LexborHTMLParser) -> Iterator[RawListing | Rejected]:
    """Yield every Event node of an HTML page, and the blocks that could not be read."""
    blocks = _blocks(tree)
    yield from _records(blocks[:MAX_BLOCKS])
    if len(blocks) > MAX_BLOCKS:
        yield Rejected("too_many_items", f"script {MAX_BLOCKS}…{len(blocks)}")


def parse_json_ld(document: Json) -> Parsed:
    """Read every Event node of a document that is JSON-LD itself."""
    return gathered(FORMAT, _nodes(document, "$", [0]))


def holds_event(document: Json) -> bool:
    """Tell whether a JSON document is JSON-LD with an Event in it."""
    return any(True for _ in _nodes(document, "$", [0]))


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
            document = _tolerant(block)
        except ValueError:
            yield Rejected("bad_json", where)
            continue
        yield from _nodes(document, where, seen)


def _tolerant(block: str) -> Json:
    """Parse what publishers write: bare line feeds, CDATA and comment wrappers, escaped quotes, stray commas.

    Raises ValueError when no reading of it is JSON.
    """
    bare = _WRAPPERS.sub("", block).strip()
    cleaned = _CONTROL.sub(" ", bare)
    readings = (
        block,
        bare,
        cleaned,
        _TRAILING_COMMA.sub(r"\1", cleaned),
        html.unescape(cleaned),
        _several(cleaned),
    )
    for reading in readings:
        try:
            return load_json(reading)
        except ValueError:
            continue
    raise ValueError("no reading of the block is JSON")


def _several(text: str) -> str:
    """Make one array of documents that were set one after another."""
    return "[" + re.sub(r"\}\s*(?=\{)", "},", text.rstrip("; ")) + "]"


def _nodes(node: Json, path: str, seen: list[int], depth: int = 0) -> Iterator[RawListing | Rejected]:
    """Walk to the events, at any place; an event's own sub-events are events too."""
    seen[0] += 1
    if seen[0] > MAX_NODES or depth > MAX_DEPTH:
        # Said once, not for each of the many nodes beyond.
        if seen[0] == MAX_NODES + 1 or depth == MAX_DEPTH + 1:
            yield Rejected("nested_too_deep", path[:200])
        return
    if isinstance(node, dict) and is_event(node):
        yield raw_event(node, path)
    for step, child in _children(node):
        yield from _nodes(child, f"{path}{step}", seen, depth + 1)


def _children(node: Json) -> Iterator[tuple[str, Json]]:
    if isinstance(node, list):
        yield from ((f"[{index}]", item) for index, item in enumerate(node))
    elif isinstance(node, dict):
        nested = ((key, value) for key, value in node.items() if isinstance(value, dict | list))
        yield from ((f".{key}", value) for key, value in nested if key != "superEvent")
