"""The events of an HTML page: the first kind of markup in it that holds any."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from services.events.ingest.model import Outcome, RawListing, Rejected
from services.events.ingest.parse.lists.json_list import parse_json_list
from services.events.ingest.parse.pages import (
    calendar_buttons,
    event_cards,
    jsonld,
    labelled_page,
    microdata,
    microformats,
    one_event,
    page_itself,
    page_words,
)
from services.events.ingest.parse.pages.event_cards_in_words import cards_in_words
from services.events.ingest.parse.pages.page_table import tables_of_page
from services.events.ingest.parse.pages.page_words import words_of_page
from services.events.ingest.parse.pages.program_data import data_of_page
from services.events.ingest.parse.pages.sessionize_page import parse_sessionize_page
from services.events.ingest.parse.platforms.tockify import parse_tockify
from services.events.ingest.parse.wire.dom import is_deeper
from services.events.ingest.parse.wire.json_text import Json
from services.events.ingest.parse.wire.parsed import Parsed, gathered, refused
from shared.text.page_tree import page_tree

Records = Iterator[RawListing | Rejected]
_MARKUPS: Final[tuple[tuple[str, Callable[[LexborHTMLParser], Records]], ...]] = (
    (jsonld.FORMAT, jsonld.json_ld_of_page),
    (microdata.FORMAT, microdata.microdata_of_page),
    (microdata.RDFA, microdata.rdfa_of_page),
    (microformats.FORMAT, microformats.microformats_of_page),
)
"""Markup kinds by name, most explicit first: a page that has several tells the same events in each."""

_UNMARKED: Final[tuple[tuple[str, Callable[[LexborHTMLParser], Records]], ...]] = (
    (event_cards.FORMAT, event_cards.cards_of_page),
    (event_cards.FORMAT, cards_in_words),
    ("page_table", tables_of_page),
    (calendar_buttons.FORMAT, calendar_buttons.events_of_buttons),
    (page_itself.FORMAT, page_itself.event_of_page),
    (labelled_page.FORMAT, labelled_page.event_of_labels),
)
"""What only looks like events, the surest first."""
UNMARKED: Final = frozenset((*(name for name, _ in _UNMARKED), one_event.FORMAT, page_words.FORMAT))
"""The formats of pages without markup."""
MAX_DEPTH: Final = 128
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


def _of_program(document: Json) -> Parsed | None:
    """Read the events of the data that a page hands to its own program (Next.js's `__NEXT_DATA__`)."""
    if views := parse_tockify(document):
        return gathered(views.format or "", _once([*views.listings, *views.rejected]))
    parsed = parse_json_list(document, "")
    placed = tuple(it for it in parsed.listings if it.venue or it.address or it.city) if parsed else ()
    # A post has a title and a date as well.
    return replace(parsed, listings=placed) if parsed and placed else None


def parse_page(text: str) -> Parsed:
    """Read a page; one whose markup holds no event is not a format of ours."""
    tree = page_tree(text)
    unread: list[Rejected] = []
    is_deep = tree.root is not None and is_deeper(tree.root, MAX_DEPTH)
    if is_deep and tree.css_first(_MARKED):
        return refused("html", Outcome.UNREADABLE, "nested_too_deep")
    for name, records_of in _MARKUPS:
        records = list(records_of(tree))
        if any(isinstance(record, RawListing) for record in records):
            return gathered(name, (*unread, *_once(records)))
        unread += [record for record in records if isinstance(record, Rejected)]
    schedule = parse_sessionize_page(tree)
    if schedule is not None:
        return schedule
    return _unmarked(tree, unread, is_deep=is_deep) or Parsed(
        "html",
        (),
        (Rejected("no_event_markup", "document"), *unread),
        Outcome.UNSUPPORTED_FORMAT,
    )


def _unmarked(tree: LexborHTMLParser, unread: list[Rejected], *, is_deep: bool) -> Parsed | None:
    """Read what only looks like events: boxes, tables, buttons; then the data of a program.

    Boxes within boxes of a deep page are not looked through: each level would cost as much as the page.
    """
    for name, records_of in _UNMARKED:
        if is_deep and name == event_cards.FORMAT:
            continue
        records = list(records_of(tree))
        if any(isinstance(record, RawListing) for record in records):
            return gathered(name, (*unread, *_once(records)))
    programs = map(_of_program, data_of_page(tree))
    if parsed := next((parsed for parsed in programs if parsed), None):
        return parsed
    # Last, for these take the page apart.
    if own := list(one_event.event_of_one_page(tree)):
        return gathered(one_event.FORMAT, own)
    words = list(words_of_page(tree))
    return gathered(page_words.FORMAT, words) if words else None
