"""What a document is, told from its bytes: headers and file names lie too often."""

import re
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from services.events.ingest.parse.wire.charset import decoded
from services.events.ingest.parse.wire.json_text import Json, TooManyValuesError, load_json
from services.events.ingest.parse.wire.parsed import MAX_ITEMS


class Found(StrEnum):
    """What the bytes are, as far as the first look tells."""

    ICALENDAR = "icalendar"
    FEED = "feed"
    JSON = "json"
    HTML = "html"
    XML = "xml"
    TEXT = "text"
    BROKEN_JSON = "broken_json"
    TOO_MANY_VALUES = "too_many_values"
    NOTHING = "nothing"


_LOOK: Final = 4096
_OPENING: Final = (b"<", b"{", b"[", b"")
_BLANK_LINES: Final = re.compile(rb"\A(?:[ \t\f\v]*\r?\n)*")
_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_FEED = re.compile(
    rb"<(?:\w+:)?(?:rss|feed|rdf)\b|<(?:[\w-]{1,20}:)?entry\s[^>]+www\.w3\.org/2005/Atom", re.IGNORECASE
)
_HTML = re.compile(rb"<!doctype html|<html\b|<head\b|<body\b|<script\b|<div\b", re.IGNORECASE)
_FRAGMENT = re.compile(
    rb"(?:<!--(?>.{0,2000}?-->)\s*)*+<(?:a|abbr|article|dl|h[1-6]|li|main|meta|nav|ol|p|section|span|table|time|ul)\b",
    re.IGNORECASE | re.DOTALL,
)
"""A page without its frame, as an include or an embed answers."""
_CALENDAR = re.compile(
    rb"(?:\A|^)[ \t]*BEGIN:(?:VCALENDAR|VEVENT)[ \t]*(?:[\r\n]|\Z)", re.IGNORECASE | re.MULTILINE
)
_FEWEST_LINES: Final = 2
_BEFORE_ROOT: Final = rb"(?:<\?[^>]{0,2000}>\s*|<!--(?>.{0,2000}?-->)\s*)*+"
_TABLE: Final = re.compile(
    rb"""\[{1,2}[\w. "'-]{1,200}\]{1,2}[ \t]*+(?:#[^\n]{0,500}+)?(?:\s*+#[^\n]{0,500}+){0,20}+\s++"""
    rb"""(?:\[|["'\w-]{1,80}[ \t]*+[=.])"""
)
"""The head of a table in TOML, and what follows it."""
_DATA = re.compile(
    _BEFORE_ROOT + rb"<(?:\w+:)?(?:schedule|icalendar|vcalendar|multistatus)[\s>]", re.IGNORECASE | re.DOTALL
)
_OF_PAGES: Final = (
    rb"a|abbr|address|article|aside|b|base|blockquote|body|br|button|center|code|dd|details|div|dl|dt|em|fieldset"
    rb"|figure|font|footer|form|h[1-6]|head|header|hgroup|hr|html|i|iframe|img|input|label|legend|li|link|main|map"
    rb"|menu|meta|nav|noscript|ol|p|picture|pre|script|section|select|small|span|strong|style|sub|summary|sup|svg"
    rb"|table|tbody|td|template|tfoot|th|thead|time|title|tr|u|ul|video"
)
_DATA_ROOT = re.compile(
    _BEFORE_ROOT + rb"<(?!(?:" + _OF_PAGES + rb")[\s/>])(?!\w+-)\w", re.IGNORECASE | re.DOTALL
)
"""An outermost element that no page has: HTML has no such, and one of its own has a dash in its name."""
_REMARKED: Final = re.compile(rb"(?:<!--(?>.{0,3000}?-->)\s*)++[^<\s]", re.DOTALL)
"""A list in Markdown below remarks, such as its licence."""
_FEED_ROOT = re.compile(_BEFORE_ROOT + rb"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE | re.DOTALL)
"""XML of ours by its outermost element; there may be HTML within its texts."""


def strip_marks(body: bytes) -> bytes:
    """Drop a byte order mark and what is blank before the first sign; recode UTF-16, marked or not, to UTF-8.

    Of a plain text the first line keeps its indent, by which YAML tells what belongs together.
    """
    if body[:2] in _BOMS:
        body = body.decode("utf-16", "replace").encode()
    elif body[:1] and body[1:4:2] == b"\x00\x00":
        body = body.decode("utf-16-le", "replace").encode()
    elif body[:4:2] == b"\x00\x00" and body[1:2] != b"\x00":
        body = body.decode("utf-16-be", "replace").encode()
    body = body.removeprefix(_BOMS[0])
    bare = body.lstrip()
    return bare if bare[:1] in _OPENING else _BLANK_LINES.sub(b"", body, count=1)


def detect(body: bytes) -> tuple[Found, Json]:
    """Tell what the stripped bytes are; the second value is the parsed document if it is JSON."""
    head = body[:_LOOK]
    if not body.strip(b"\x00 \t\r\n"):
        return Found.NOTHING, None
    if not _DATA.match(head) and _is_calendar(head):
        return Found.ICALENDAR, None
    if head[:1] in (b"{", b"[") and not _TABLE.match(head):
        return _json(body)
    return _markup(head), None


def _is_calendar(head: bytes) -> bool:
    """Recognise a calendar or a bare event, also below a complaint of the program that wrote it."""
    begins = _CALENDAR.search(head)
    return begins is not None and not _HTML.search(head[: begins.start()])


def _json(body: bytes) -> tuple[Found, Json]:
    for read in (load_json, _of_any_charset, _lines):
        try:
            return Found.JSON, read(body)
        except TooManyValuesError:
            return Found.TOO_MANY_VALUES, None
        except ValueError:
            continue
    return Found.BROKEN_JSON, None


def _of_any_charset(body: bytes) -> Json:
    return load_json(decoded(body))


def _lines(body: bytes) -> Json:
    """Read one document a line (https://jsonlines.org). Raises ValueError when a line is none."""
    lines = [line for line in body.splitlines() if line.strip()]
    if len(lines) < _FEWEST_LINES:
        raise ValueError("a single line")
    return [load_json(line) for line in lines[:MAX_ITEMS]]


def _markup(head: bytes) -> Found:
    if not head.startswith(b"<") or _REMARKED.match(head):
        return Found.TEXT
    if _DATA.match(head):
        return Found.XML
    is_data = _DATA_ROOT.match(head) is not None
    # A page may carry a feed's name in a script, and a feed a page within an item: the root tells.
    is_page = _HTML.search(head) is not None and not is_data
    if _FEED_ROOT.match(head) or (_FEED.search(head) and (not is_page or head.startswith(b"<?xml"))):
        return Found.FEED
    return Found.HTML if is_page or _FRAGMENT.match(head) else Found.XML


_CLAIMS: Final = {
    "text/calendar": Found.ICALENDAR,
    "application/json": Found.JSON,
    "application/rss+xml": Found.FEED,
    "application/atom+xml": Found.FEED,
}
_SUFFIXES: Final = {
    ".ics": Found.ICALENDAR,
    ".ical": Found.ICALENDAR,
    ".json": Found.JSON,
    ".rss": Found.FEED,
    ".atom": Found.FEED,
}


def claimed(url: str, media_type: str | None) -> Found | None:
    """Return what the address or the media type says the document is, if they say."""
    named = _CLAIMS.get((media_type or "").partition(";")[0].strip().lower())
    path = urlsplit(url).path.lower() if "\x00" not in url else ""
    return named or next((found for suffix, found in _SUFFIXES.items() if path.endswith(suffix)), None)
