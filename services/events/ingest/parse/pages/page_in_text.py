"""A page written as HTML below a head of YAML, or within Markdown, as site generators take it."""

import html
import re
from typing import Final
from urllib.parse import urlsplit

from services.events.ingest.parse.pages.page import parse_page
from services.events.ingest.parse.records.event_words import says_events
from services.events.ingest.parse.wire.parsed import Parsed

_HEAD: Final = re.compile(r"---[ \t]*\r?\n(.{0,20000}?)\n---[ \t]*\r?\n", re.DOTALL)
_TITLE: Final = re.compile(r"^title:[ \t]*[\"']?([^\n]{1,200}?)[\"']?[ \t]*$", re.MULTILINE)
_BLOCK: Final = re.compile(
    r"^[ \t]*<(?:article|div|h[1-6]|li|ol|p|section|table|time|tr|ul)\b[^<>]{0,500}>",
    re.MULTILINE | re.IGNORECASE,
)
_JSON_LD: Final = re.compile(r"^[ \t]*<script[^<>]{0,100}application/ld\+json", re.MULTILINE | re.IGNORECASE)
_FEWEST: Final = 3
_LONGEST: Final = 1024 * 1024


def parse_page_in_text(text: str, url: str) -> Parsed | None:
    """Read the elements of a text that holds some, or JSON-LD; None where they tell of no event.

    What its own title leaves out, that it lists events, the name of its file may say: `concerts.html`.
    """
    head = _HEAD.match(text[:_LONGEST])
    body = text[head.end() if head else 0 : _LONGEST]
    if len(_BLOCK.findall(body)[:_FEWEST]) < _FEWEST and not _JSON_LD.search(body):
        return None
    title = _TITLE.search(head[1]) if head else None
    named = " ".join(part for part in (title[1] if title else "", _name_in(url)) if part)
    parsed = parse_page(f"<title>{html.escape(named)}</title>{body}")
    return parsed if parsed.listings else None


def _name_in(url: str) -> str:
    """Return what the address calls a list of events, if it does so."""
    stem = urlsplit(url).path.rstrip("/").rpartition("/")[2].partition(".")[0]
    return stem if says_events(stem) else ""
