"""RSS and Atom. When an entry was published is never taken for when its event is."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from typing import Any, Final

import feedparser

from services.events.ingest.model import Outcome, RawListing, Rejected
from services.events.ingest.normalise.text import plain
from services.events.ingest.parse.dates.date_words import DateRefusedError
from services.events.ingest.parse.feeds.feed_fields import Entry, ends_on_the_day_after, event_fields
from services.events.ingest.parse.feeds.feed_markup import marked_event, with_event
from services.events.ingest.parse.feeds.feed_place import labelled_place, place_in_text
from services.events.ingest.parse.feeds.feed_when import EntryWhen, Told, when_in_fields, when_in_words
from services.events.ingest.parse.feeds.plain_rss import read_plain_rss
from services.events.ingest.parse.records.record_place import address_line
from services.events.ingest.parse.records.record_status import status_of
from services.events.ingest.parse.records.record_when import Fields
from services.events.ingest.parse.wire.charset import without_no_charset
from services.events.ingest.parse.wire.json_text import number_of
from services.events.ingest.parse.wire.parsed import Parsed, gathered, refused

_ENTITY_BOMB: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)
_LONE_ENTRY: Final = re.compile(
    rb"^\s*(?:<\?xml[^>]*\?>)?\s*(?P<start><(?:[\w-]{1,20}:)?entry\b)", re.IGNORECASE
)
_OWN_BASE: Final = re.compile(
    rb"(<(?:content|summary)\b[^<>]{0,500}?)\sxml:base=(?:\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}')"
)
_BARE_LINK: Final = re.compile(rb"(<link\b[^<>]{0,500}?\shref=[\"'])(www\.)")
_TAG: Final = re.compile(rb"<(/?)[A-Za-z][^<>]*?(/?)>")
MAX_DEPTH: Final = 200
MAX_MARKUP: Final = 250_000
"""As many `<` as feedparser is given, some 15 µs for each; the largest such feed seen has 37,613."""
_TEASER: Final = "finalteaserdate"
"""php.net's own extension: the day of the event, or the deadline where the entry is a call for papers."""


def parse_feed(body: bytes) -> Parsed:
    """Read every entry. Entity declarations and absurd nesting are refused before a parser sees them."""
    read = read_plain_rss(body)
    if read is not None:
        return _parsed("rss", read)
    harm = _harm(body)
    if harm is not None:
        return refused("rss", *harm)
    name = "atom" if b"www.w3.org/2005/Atom" in body[:1000] and b"<rss" not in body[:1000] else "rss"
    # Given bytes or text, feedparser may open them as a file name; a stream it can only read.
    try:
        read = feedparser.parse(BytesIO(_as_feed(body)), sanitize_html=False, resolve_relative_uris=False)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - it raises what it likes on broken tags and odd encodings
        return refused(name, Outcome.UNREADABLE, "malformed_feed")
    if not read.get("entries") and read.get("bozo"):
        return refused(name, Outcome.UNREADABLE, "malformed_feed")
    return _parsed(name, read)


def _harm(body: bytes) -> tuple[Outcome, str] | None:
    """Tell why a document is not given to feedparser."""
    if _ENTITY_BOMB.search(body):
        return Outcome.UNREADABLE, "entity_declaration"
    if body.count(b"<") > MAX_MARKUP:
        return Outcome.TOO_LARGE, "too_many_parts"
    return (Outcome.UNREADABLE, "nested_too_deep") if _depth(body) > MAX_DEPTH else None


def _parsed(name: str, read: Entry) -> Parsed:
    listed = _day_of(read.get("feed") or {})
    # A mapping of feedparser's own looks for each name under its older names as well.
    entries = enumerate(read.get("entries") or [], 1)
    return gathered(name, (_entry(dict(entry), f"entry {number}", listed) for number, entry in entries))


def _as_feed(body: bytes) -> bytes:
    """Write a document so that feedparser reads it as it is meant.

    One bare Atom entry is legal by RFC 4287, and unknown to it; it takes the base of one text for that of
    the entries behind, an address without its scheme for one beside the document, any codec for a charset.
    """
    body = _BARE_LINK.sub(rb"\1https://\2", _OWN_BASE.sub(rb"\1", without_no_charset(body)))
    opening = _LONE_ENTRY.search(body)
    if not opening:
        return body
    start = opening.start("start")
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


def _entry(entry: Entry, where: str, listed: date | None) -> RawListing | Rejected:
    text, fields = _body(entry), event_fields(entry)
    event = None
    try:
        when = when_in_fields(fields)
        if when is None:
            event = marked_event(text)
            when = EntryWhen() if event else when_in_words(_told(entry, text, listed))
    except DateRefusedError as refused:
        return Rejected(str(refused), where, _text(entry, "title"))
    listing = _listing(entry, text, fields, when, where)
    return with_event(listing, event) if event else listing


def _listing(entry: Entry, text: str | None, fields: Fields, when: EntryWhen, where: str) -> RawListing:
    title = _text(entry, "title")
    # The one feed of that sentence shape lists conferences only.
    agenda_place = place_in_text(title, text)
    lat, lon = _position(entry)
    return RawListing(
        title=title,
        uid=_text(entry, "id") or _text(entry, "link"),
        description=text,
        starts=when.starts,
        ends=when.ends,
        timezone=fields.get("timezone"),
        all_day=ends_on_the_day_after(entry),
        venue=fields.get("venue"),
        address=address_line(fields) or agenda_place or labelled_place(plain(text)),
        city=fields.get("city"),
        region=fields.get("region"),
        country=fields.get("country"),
        lat=lat,
        lon=lon,
        # An element called `url` is what feedparser calls `href`.
        url=_own_page(entry) or _text(entry, "link") or fields.get("url") or _text(entry, "href"),
        status=status_of(fields),
        organiser_name=fields.get("organiser"),
        categories=(*_categories(entry), *(("conference",) if agenda_place else ())),
        cfp_closes=when.cfp_closes,
        dates_told=when.told,
        where=where,
    )


def _told(entry: Entry, text: str | None, listed: date | None) -> Told:
    """Gather what an entry tells beside its event fields."""
    teaser = next(
        (value for key, value in entry.items() if key.endswith(_TEASER) and isinstance(value, str)), None
    )
    tags = _categories(entry)
    return Told(
        title=plain(_text(entry, "title")),
        text=_without_stamp(plain(text), entry),
        listed=_day_of(entry) or listed,
        tags=tags,
        link=_text(entry, "link") or "",
        teaser=teaser.strip() if teaser else None,
        is_call="call for papers" in {tag.casefold() for tag in tags},
    )


def _day_of(node: Entry) -> date | None:
    """Return the day on which an entry, or the feed, says that it was written; in UTC."""
    for name in ("published", "updated"):
        found = _moment(node, name)
        if found:
            return date(found[0], found[1], found[2])
    return None


def _moment(node: Entry, name: str) -> tuple[int, ...] | None:
    """Return year, month, day, hour, minute, second and more in UTC, read when it is asked for."""
    found: tuple[int, ...] | None = node.get(f"{name}_parsed")
    return found or feedparser.datetimes._parse_date(node.get(name))  # noqa: SLF001 - of its many forms


def _without_stamp(text: str, entry: Entry) -> str:
    """Return the text without the very moment of publishing, which some write into it to the second."""
    found = _moment(entry, "published")
    if not found:
        return text
    clock = f"{found[3]:02}:{found[4]:02}:{found[5]:02}"
    if clock not in text:
        return text
    day = date(*found[:3])
    for said in (f"{day}T", f"{day} ", f"{day:%d %b %Y} "):
        text = text.replace(said + clock, " ")
    return text


def _position(entry: Entry) -> tuple[float | None, float | None]:
    lat, lon = number_of(entry.get("geo_lat")), number_of(entry.get("geo_long"))
    point = entry.get("where")
    if lat is None and isinstance(point, Mapping) and point.get("type") == "Point":
        lon, lat = point["coordinates"][:2]
    return lat, lon


def _text(entry: Entry, name: str) -> str | None:
    value = entry.get(name)
    return (value.strip() or None) if isinstance(value, str) else None


def _body(entry: Entry) -> str | None:
    """Return the longest of what the entry says about itself."""
    contents = [part.get("value") for part in _mappings(entry, "content")]
    texts = [text for text in (*contents, entry.get("summary")) if isinstance(text, str) and text.strip()]
    return max(texts, key=len, default=None)


def _own_page(entry: Entry) -> str | None:
    """Return the page that an announcement is about (`rel=via`), where it differs from the announcement's."""
    links = _mappings(entry, "links")
    return next((link["href"] for link in links if link.get("rel") == "via" and link.get("href")), None)


def _categories(entry: Entry) -> tuple[str, ...]:
    tags = (tag.get("label") or tag.get("term") for tag in _mappings(entry, "tags"))
    return tuple(tag for tag in tags if isinstance(tag, str))[:20]


def _mappings(entry: Entry, name: str) -> Iterator[dict[str, Any]]:
    return (dict(each) for each in entry.get(name) or [] if isinstance(each, Mapping))
