"""Markup within JSON: an answer that carries a piece of a page, `{"html": "<div class=…>"}`."""

import re
from collections.abc import Iterator
from typing import Final

from services.events.ingest.parse.pages.page import parse_page
from services.events.ingest.parse.wire.json_text import Json
from services.events.ingest.parse.wire.parsed import Parsed

_MARKED: Final = re.compile(r"ld\+json|schema\.org/\w|\bh-event\b|\bvevent\b|<time\s", re.IGNORECASE)
_DEEPEST: Final = 6
_MOST_ROWS: Final = 200
_LONGEST: Final = 2_000_000
_LOOK: Final = 200_000
"""Characters of one text in which markup is looked for."""


def parse_json_markup(document: Json) -> Parsed | None:
    """Read the events that the markup in its texts tells of; None where it tells of none."""
    page = "\n".join(_pieces(document))
    parsed = parse_page(page) if page else None
    return parsed if parsed and parsed.listings else None


def _pieces(document: Json) -> Iterator[str]:
    """Yield the texts that hold markup, but what would make the page longer than is read."""
    left = _LONGEST
    for text in _texts(document, 0):
        if "<" in text[:_LOOK] and _MARKED.search(text[:_LOOK]) and len(text) < left:
            left -= len(text) + 1
            yield text


def _texts(node: Json, depth: int) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif depth < _DEEPEST and isinstance(node, dict | list):
        for inner in list(node.values() if isinstance(node, dict) else node)[:_MOST_ROWS]:
            yield from _texts(inner, depth + 1)
