"""RSS and Atom. When an entry was published is never taken for when its event is."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final

import feedparser

from services.events.ingest.model import Outcome, RawListing, Rejected
from services.events.ingest.normalise.text import plain
from services.events.ingest.parse.feed_dates import days_in_text
from services.events.ingest.parse.feed_place import place_in_text
from services.events.ingest.parse.parsed import Parsed, gathered, refused

_ENTITY_BOMB: Final = re.compile(rb"<!DOCTYPE[^>]{0,2000}<!ENTITY|<!ENTITY", re.IGNORECASE)
_LONE_ENTRY: Final = re.compile(rb"^\s*(?:<\?xml[^>]*\?>)?\s*<entry\b", re.IGNORECASE)
_TAG: Final = re.compile(rb"<(/?)[A-Za-z][^<>]*?(/?)>")
MAX_DEPTH: Final = 200
_STARTS: Final = ("ev_startdate", "xcal_dtstart", "mec_startdate", "event_startdate", "startdate", "dtstart")
_TEASER: Final = "finalteaserdate"
"""php.net's own extension: the day of the event, or the deadline where the entry is a call for papers."""
_ENDS: Final = ("ev_enddate", "xcal_dtend", "mec_enddate", "event_enddate", "enddate", "dtend")
_PLACES: Final = ("ev_location", "xcal_location", "mec_location", "event_location", "location")

Entry = Mapping[str, Any]


def parse_feed(body: bytes) -> Parsed:
    """Read every entry. Entity declarations and absurd nesting are refused before the parser sees them."""
    if _ENTITY_BOMB.search(body):
        return refused("rss", Outcome.UNREADABLE, "entity_declaration")
    if _depth(body) > MAX_DEPTH:
        return refused("rss", Outcome.UNREADABLE, "nested_too_deep")
    name = "atom" if b"www.w3.org/2005/Atom" in body[:1000] and b"<rss" not in body[:1000] else "rss"
    # Given bytes or text, feedparser may open them as a file name; a stream it can only read.
    read = feedparser.parse(BytesIO(_as_feed(body)), sanitize_html=False, resolve_relative_uris=False)
    entries = read.get("entries") or []
    if not entries and read.get("bozo"):
        return refused(name, Outcome.UNREADABLE, "malformed_feed")
    return gathered(name, (_entry(entry, f"entry {number}") for number, entry in enumerate(entries, 1)))


def _as_feed(body: bytes) -> bytes:
    """Wrap a document that is one bare Atom entry: legal by RFC 4287, and unknown to feedparser."""
    opening = _LONE_ENTRY.search(body)
    if not opening:
        return body
    start = body.index(b"<entry", 0, opening.end())
    return body[:start] + b'<feed xmlns="http://www.w3.org/2005/Atom">' + body[start:] + b"</feed>"


def _depth(body: bytes) -> int:
    """Bound how deep elements could nest, from the tags alone; text within CDATA is left out."""
    deepest = depth = 0
    first, *sections = body.split(b"<![CDATA[")
    markup = first + b"".join(section.partition(b"]]>")[2] for section in sections)
    for tag in _TAG.finditer(markup):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        deepest = max(deepest, depth)
    return deepest


def _entry(entry: Entry, where: str) -> RawListing | Rejected:
    title, text = _text(entry, "title"), _body(entry)
    starts, ends, closes = _dates(entry, title, text)
    if starts is None:
        return Rejected("no_date", where, title)
    # The one feed of that sentence shape lists conferences only.
    agenda_place = place_in_text(title, text)
    return RawListing(
        title=title,
        uid=_text(entry, "id") or _text(entry, "link"),
        description=text,
        starts=starts,
        ends=ends,
        address=_first(entry, _PLACES) or agenda_place,
        url=_own_page(entry) or _text(entry, "link"),
        organiser_name=_first(entry, ("ev_organizer", "xcal_organizer", "mec_organizer")),
        categories=(*_categories(entry), *(("conference",) if agenda_place else ())),
        cfp_closes=closes,
        where=where,
    )


def _dates(entry: Entry, title: str | None, text: str | None) -> tuple[str | None, str | None, str | None]:
    """Return start, end and close of the call for papers: from event fields first, else out of the text."""
    starts, ends = _first(entry, _STARTS), _first(entry, _ENDS)
    if starts:
        return starts, ends, None
    teaser = next(
        (value for key, value in entry.items() if key.endswith(_TEASER) and isinstance(value, str)), None
    )
    is_call = "call for papers" in {category.casefold() for category in _categories(entry)}
    if teaser and not is_call:
        return teaser.strip(), None, None
    days = days_in_text(f"{title or ''}\n{plain(text)}")
    if days is None:
        return None, None, None
    return days[0].isoformat(), days[1].isoformat(), teaser


def _text(entry: Entry, name: str) -> str | None:
    value = entry.get(name)
    return (value.strip() or None) if isinstance(value, str) else None


def _first(entry: Entry, names: tuple[str, ...]) -> str | None:
    return next((found for name in names if (found := _text(entry, name))), None)


def _body(entry: Entry) -> str | None:
    """Return the longest of what the entry says about itself."""
    contents = [part.get("value") for part in entry.get("content") or [] if isinstance(part, Mapping)]
    texts = [text for text in (*contents, entry.get("summary")) if isinstance(text, str) and text.strip()]
    return max(texts, key=len, default=None)


def _own_page(entry: Entry) -> str | None:
    """Return the page that an announcement is about (`rel=via`), where it differs from the announcement's."""
    links = (link for link in entry.get("links") or [] if isinstance(link, Mapping))
    return next((link["href"] for link in links if link.get("rel") == "via" and link.get("href")), None)


def _categories(entry: Entry) -> tuple[str, ...]:
    tags = (
        tag.get("label") or tag.get("term") for tag in entry.get("tags") or [] if isinstance(tag, Mapping)
    )
    return tuple(tag for tag in tags if isinstance(tag, str))[:20]
