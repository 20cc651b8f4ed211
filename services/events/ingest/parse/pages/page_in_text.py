"""A page written as HTML below a head of YAML, or within Markdown, as site generators take it."""

import html
import re
from typing import Final

from services.events.ingest.parse.pages.page import parse_page
from services.events.ingest.parse.wire.parsed import Parsed

_HEAD: Final = re.compile(r"---[ \t]*\r?\n(.{0,20000}?)\n---[ \t]*\r?\n", re.DOTALL)
_TITLE: Final = re.compile(r"^title:[ \t]*[\"']?([^\n]{1,200}?)[\"']?[ \t]*$", re.MULTILINE)
_BLOCK: Final = re.compile(
    r"^[ \t]*<(?:article|div|h[1-6]|li|ol|p|section|table|time|ul)\b[^<>]{0,500}>",
    re.MULTILINE | re.IGNORECASE,
)
_FEWEST: Final = 3
_LONGEST: Final = 1024 * 1024


def parse_page_in_text(text: str, url: str) -> Parsed | None:
    """Read the elements of a text that holds some; None where they tell of no event."""
    del url
    head = _HEAD.match(text[:_LONGEST])
    body = text[head.end() if head else 0 : _LONGEST]
    if len(_BLOCK.findall(body)[:_FEWEST]) < _FEWEST:
        return None
    title = _TITLE.search(head[1]) if head else None
    parsed = parse_page(f"<title>{html.escape(title[1] if title else '')}</title>{body}")
    return parsed if parsed.listings else None
