"""The events of an HTML page: the first kind of markup in it that holds any."""

from collections.abc import Callable, Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from services.events.ingest.model import Outcome, RawListing, Rejected
from services.events.ingest.parse import event_cards, jsonld, microdata, microformats
from services.events.ingest.parse.dom import is_deeper
from services.events.ingest.parse.parsed import Parsed, gathered, refused
from services.events.ingest.parse.sessionize_page import parse_sessionize_page
from shared.text.page_tree import page_tree

Records = Iterator[RawListing | Rejected]
_MARKUPS: Final[tuple[tuple[str, Callable[[LexborHTMLParser], Records]], ...]] = (
    (jsonld.FORMAT, jsonld.json_ld_of_page),
    (microdata.FORMAT, microdata.microdata_of_page),
    (microdata.RDFA, microdata.rdfa_of_page),
    (microformats.FORMAT, microformats.microformats_of_page),
)
"""Markup kinds by name, most explicit first: a page that has several tells the same events in each."""

MAX_DEPTH: Final = 256
_MARKED: Final = "[itemscope], [typeof], .h-event, .vevent, .sz-session"


def _once(records: list[RawListing | Rejected]) -> Records:
    """Yield an event that a page tells several times once, in its longest telling."""
    longest: dict[tuple[str | None, ...], RawListing] = {}
    for record in records:
        if isinstance(record, RawListing):
            key = _key(record)
            longest[key] = max(longest.get(key, record), record, key=lambda told: len(repr(told)))
    for record in records:
        is_shorter = isinstance(record, RawListing) and longest[_key(record)] is not record
        yield Rejected("repeated", record.where, record.title) if is_shorter else record


def _key(listing: RawListing) -> tuple[str | None, ...]:
    return listing.uid, listing.recurrence_id, listing.title, listing.starts, listing.city, listing.venue


def parse_page(text: str) -> Parsed:
    """Read a page; one whose markup holds no event is not a format of ours."""
    tree = page_tree(text)
    unread: list[Rejected] = []
    if tree.css_first(_MARKED) and tree.root and is_deeper(tree.root, MAX_DEPTH):
        return refused("html", Outcome.UNREADABLE, "nested_too_deep")
    for name, records_of in _MARKUPS:
        records = list(records_of(tree))
        if any(isinstance(record, RawListing) for record in records):
            return gathered(name, (*unread, *_once(records)))
        unread += [record for record in records if isinstance(record, Rejected)]
    schedule = parse_sessionize_page(tree)
    if schedule is not None:
        return schedule
    cards = list(event_cards.cards_of_page(tree))
    if any(isinstance(card, RawListing) for card in cards):
        return gathered(event_cards.FORMAT, (*unread, *_once(cards)))
    found = refused("html", Outcome.UNSUPPORTED_FORMAT, "no_event_markup")
    return Parsed("html", (), (*found.rejected, *unread), found.outcome)
