"""Which adapter reads a document; and the documents that are not what they were fetched as."""

import re
from typing import Final

from services.events.ingest.model import Outcome, ReadContext
from services.events.ingest.parse.calendars.icalendar import parse_icalendar
from services.events.ingest.parse.calendars.jcal import is_jcal, parse_jcal
from services.events.ingest.parse.calendars.repeated import with_their_dates
from services.events.ingest.parse.calendars.xcal import is_xcal, parse_xcal
from services.events.ingest.parse.feeds.feed import parse_feed
from services.events.ingest.parse.json_formats import read_platform_json
from services.events.ingest.parse.lists.confs_tech import is_confs_tech, parse_confs_tech
from services.events.ingest.parse.lists.developers_agenda import is_developers_agenda, parse_developers_agenda
from services.events.ingest.parse.lists.json_list import parse_json_list
from services.events.ingest.parse.lists.xml_list import parse_xml_list
from services.events.ingest.parse.pages.jsonld import holds_event, parse_json_ld
from services.events.ingest.parse.pages.page import parse_page
from services.events.ingest.parse.schedules.frab_xml import is_frab_xml, parse_frab_xml
from services.events.ingest.parse.text_formats import BRACKET_READERS, FLOW_READERS, TEXT_READERS, parse_text
from services.events.ingest.parse.wire.bounds import has_too_many_parts
from services.events.ingest.parse.wire.charset import declared_charset, decoded
from services.events.ingest.parse.wire.detect import Found, claimed, detect, strip_marks
from services.events.ingest.parse.wire.json_text import Json
from services.events.ingest.parse.wire.parsed import Parsed, refused

MAX_BYTES: Final = 10 * 1024 * 1024
MAX_PAGE_BYTES: Final = 6 * 1024 * 1024
"""Of a page: its text is held many times over while it is read."""
_ERROR_KEYS: Final = frozenset({"error", "errors", "fault", "message", "detail"})
_FEW_KEYS: Final = 5
_LOOK: Final = 4096
_FRAME: Final = re.compile(rb"<!doctype|<html\b|<head\b|<body\b", re.IGNORECASE)


def parse_document(body: bytes, context: ReadContext) -> Parsed:
    """Read a document by what its bytes are. Never raises on any bytes."""
    if len(body) > MAX_BYTES:
        return refused(None, Outcome.TOO_LARGE, "too_many_bytes")
    body = strip_marks(body)
    found, document = detect(body)
    if found is Found.TOO_MANY_VALUES or has_too_many_parts(found, body):
        return refused(None, Outcome.TOO_LARGE, "too_many_parts")
    if found is Found.HTML and len(body) > MAX_PAGE_BYTES:
        return refused(None, Outcome.TOO_LARGE, "too_many_bytes")
    claim = claimed(context.url, context.media_type)
    if found is Found.NOTHING:
        return refused(None, Outcome.NOT_WHAT_IT_CLAIMS, "empty_body")
    if claim is not None and found in {Found.HTML, Found.TEXT} and found is not claim:
        return refused(found.value, Outcome.NOT_WHAT_IT_CLAIMS, f"{found}_instead_of_{claim}")
    return with_their_dates(_read(found, body, document, context), (context.window_start, context.window_end))


def _read(found: Found, body: bytes, document: Json, context: ReadContext) -> Parsed:
    charset = declared_charset(context.media_type)
    match found:
        case Found.ICALENDAR:
            return parse_icalendar(body, (context.window_start, context.window_end), charset)
        case Found.FEED:
            return parse_feed(body)
        case Found.HTML:
            return _page(body, context, charset)
        case Found.JSON:
            return _json(document, context)
        case Found.XML:
            return _xml(body, context)
        case _:
            return _text(found, body, context, charset)


def _page(body: bytes, context: ReadContext, charset: str | None) -> Parsed:
    """Read a page; a list in Markdown may begin with a piece of HTML, but has none of a page's frame."""
    text = decoded(body, charset)
    parsed = parse_page(text)
    if parsed.listings or _FRAME.search(body[:_LOOK]):
        return parsed
    return parse_text(text, context.url, BRACKET_READERS) or parsed


def _text(found: Found, body: bytes, context: ReadContext, charset: str | None) -> Parsed:
    """Read a table or a list. A page in Markdown often begins with the `[` of a badge, as JSON does."""
    is_text = found is Found.TEXT
    if is_text or (found is Found.BROKEN_JSON and claimed(context.url, context.media_type) is None):
        read = parse_text(decoded(body, charset), context.url, TEXT_READERS if is_text else BRACKET_READERS)
        if read is not None:
            return read
    if found is Found.BROKEN_JSON:
        flow = parse_text(decoded(body, charset), context.url, FLOW_READERS)
        return flow or refused("json", Outcome.UNREADABLE, "malformed_json")
    return refused(found.value, Outcome.UNSUPPORTED_FORMAT, "unsupported_format")


def _xml(body: bytes, context: ReadContext) -> Parsed:
    if is_frab_xml(body):
        return parse_frab_xml(body, context.url)
    if is_xcal(body):
        return parse_xcal(body, (context.window_start, context.window_end))
    listed = parse_xml_list(body, context.url)
    return listed or refused(Found.XML.value, Outcome.UNSUPPORTED_FORMAT, "unsupported_format")


def _json(document: Json, context: ReadContext) -> Parsed:
    if isinstance(document, list) and is_confs_tech(document):
        return parse_confs_tech(document, context.url)
    if isinstance(document, list) and is_developers_agenda(document):
        return parse_developers_agenda(document)
    if document == []:
        return Parsed("json")
    if is_jcal(document):
        return parse_jcal(document, (context.window_start, context.window_end))
    return read_platform_json(document, context.url) or _linked(document, context.url)


def _linked(document: Json, url: str) -> Parsed:
    """Read JSON-LD; what only bears its marks, and tells dates by names of its own, is a list like others."""
    linked = parse_json_ld(document) if holds_event(document) else None
    if linked and any(listing.starts for listing in linked.listings):
        return linked
    return parse_json_list(document, url) or linked or _no_events(document)


def _no_events(document: Json) -> Parsed:
    """Tell an error from data of another kind; neither is an empty list."""
    if document == {}:
        return refused("json", Outcome.NOT_WHAT_IT_CLAIMS, "empty_object")
    if isinstance(document, dict) and document.keys() & _ERROR_KEYS and len(document) <= _FEW_KEYS:
        return refused("json", Outcome.NOT_WHAT_IT_CLAIMS, "error_answer")
    return refused("json", Outcome.UNSUPPORTED_FORMAT, "unsupported_format")
