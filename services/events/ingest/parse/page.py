"""The events of an HTML page: the first kind of markup in it that holds any."""

from collections.abc import Callable, Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from services.events.ingest.model import Outcome, RawListing, Rejected
from services.events.ingest.parse import jsonld, microdata, microformats
from services.events.ingest.parse.dom import is_deeper
from services.events.ingest.parse.parsed import Parsed, gathered, refused
from services.events.ingest.parse.sessionize_page import parse_sessionize_page

Records = Iterator[RawListing | Rejected]
_MARKUPS: Final[tuple[tuple[str, Callable[[LexborHTMLParser], Records]], ...]] = (
    (jsonld.FORMAT, jsonld.json_ld_of_page),
    (microdata.FORMAT, microdata.microdata_of_page),
    (microformats.FORMAT, microformats.microformats_of_page),
)
"""Markup kinds by name, most explicit first: a page that has several tells the same events in each."""

MAX_DEPTH: Final = 256
_MARKED: Final = "[itemscope], .h-event, .vevent, .sz-session"


def parse_page(body: bytes) -> Parsed:
    """Read a page; one whose markup holds no event is not a format of ours."""
    tree = LexborHTMLParser(body.decode("utf-8", "replace"))
    unread: list[Rejected] = []
    if tree.css_first(_MARKED) and tree.root and is_deeper(tree.root, MAX_DEPTH):
        return refused("html", Outcome.UNREADABLE, "nested_too_deep")
    for name, records_of in _MARKUPS:
        records = list(records_of(tree))
        if any(isinstance(record, RawListing) for record in records):
            return gathered(name, (*unread, *records))
        unread += [record for record in records if isinstance(record, Rejected)]
    schedule = parse_sessionize_page(tree)
    if schedule is not None:
        return schedule
    found = refused("html", Outcome.UNSUPPORTED_FORMAT, "no_event_markup")
    return Parsed("html", (), (*found.rejected, *unread), found.outcome)
