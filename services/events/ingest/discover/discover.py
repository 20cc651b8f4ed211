"""The feeds and calendars that a page points to: addresses to try, in the order of their promise.

What the head names comes first, then what the page's platform is known to offer, calendars that it shows in a
frame, subscriptions, and links to calendars.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Final
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from services.events.ingest.discover.event_pages import event_pages
from services.events.ingest.discover.platform_marks import platform_feeds
from services.events.sources.address import address_or_none
from services.events.sources.hosts.known_hosts import rewrite
from shared.text.page_tree import page_tree

MAX_CANDIDATES: Final = 20
MAX_LINKS: Final = 5000
"""Anchors looked at on one page."""
_MAX_URL: Final = 2000


class CandidateKind(StrEnum):
    """What a link says that it leads to; its bytes have the last word."""

    ICALENDAR = "icalendar"
    FEED = "feed"
    JSON_FEED = "json_feed"
    ACTIVITY = "activity"
    DATA = "data"
    PAGE = "page"


class FoundAt(StrEnum):
    """Where in a page a link stands, in the order of promise."""

    HEAD = "head"
    PLATFORM = "platform"
    FRAME = "frame"
    SUBSCRIPTION = "subscription"
    LINK = "link"
    SITE = "site"
    """A page of the same site that its link calls its events."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An absolute http(s) address; `title` is what the page calls it, None when it does not."""

    url: str
    kind: CandidateKind
    title: str | None = None
    found_at: FoundAt = FoundAt.LINK


_TYPES: Final = {
    "text/calendar": CandidateKind.ICALENDAR,
    "application/calendar+json": CandidateKind.ICALENDAR,
    "application/calendar+xml": CandidateKind.ICALENDAR,
    "application/activity+json": CandidateKind.ACTIVITY,
    "application/feed+json": CandidateKind.JSON_FEED,
    "application/rss+xml": CandidateKind.FEED,
    "application/atom+xml": CandidateKind.FEED,
}
_HEAD_ORDER: Final = ("calendar", "rss", "atom", "feed+json", "activity+json")
_PLACES: Final = tuple(FoundAt)
_CALENDAR_QUERIES: Final = ("ical=1", "outlook-ical=1", "format=ical", "format=ics")
_CALENDAR_ENDS: Final = (".ics", ".ical", "/ical", "/ical/")


def discover(body: bytes, url: str) -> tuple[Candidate, ...]:
    """Return what the HTML page at `url` points to as a calendar or feed, best first, each address once.

    Nothing is fetched. What the platform is known to offer, and the feed behind a frame, are addresses that
    the page need not name itself; they count only once they have been looked at.
    """
    tree = page_tree(body.decode("utf-8", "replace"))
    base = _base(tree, url)
    found: dict[str, Candidate] = {}
    everything = (_alternates(tree, base), _platform(body, url), _frames(tree, base), _anchors(tree, base))
    for candidate in chain.from_iterable(everything):
        found.setdefault(candidate.url, candidate)
    found.pop(_http(url, url) or "", None)
    feeds = sorted(found.values(), key=lambda each: _PLACES.index(each.found_at))[:MAX_CANDIDATES]
    pages = (Candidate(page, CandidateKind.PAGE, None, FoundAt.SITE) for page in event_pages(tree, base, url))
    return (*feeds, *(page for page in pages if page.url not in found))


def _base(tree: LexborHTMLParser, url: str) -> str:
    node = tree.css_first("base[href]")
    return (_http(node.attributes.get("href"), url) if node else None) or url


def _alternates(tree: LexborHTMLParser, base: str) -> Iterator[Candidate]:
    found = []
    for node in tree.css("link[rel][href]")[:MAX_LINKS]:
        media_type = (node.attributes.get("type") or "").partition(";")[0].strip().lower()
        kind = _TYPES.get(media_type)
        relations = (node.attributes.get("rel") or "").lower().split()
        url = _http(node.attributes.get("href"), base)
        if kind and url and "alternate" in relations and not _is_comments(node):
            title = _words(node.attributes.get("title"))
            found.append((_head_rank(media_type), Candidate(url, kind, title, FoundAt.HEAD)))
    yield from (candidate for _, candidate in sorted(found, key=lambda each: each[0]))


def _head_rank(media_type: str) -> int:
    return next((rank for rank, part in enumerate(_HEAD_ORDER) if part in media_type), len(_HEAD_ORDER))


def _platform(body: bytes, url: str) -> Iterator[Candidate]:
    for feed, name, is_calendar in platform_feeds(body, url):
        kind = CandidateKind.ICALENDAR if is_calendar else CandidateKind.DATA
        yield Candidate(feed, kind, name, FoundAt.PLATFORM)


def _frames(tree: LexborHTMLParser, base: str) -> Iterator[Candidate]:
    for node in tree.css("iframe")[:MAX_LINKS]:
        src = node.attributes.get("src") or node.attributes.get("data-src")
        yield from _known(_http(src, base), node, FoundAt.FRAME)


def _known(url: str | None, node: LexborNode, place: FoundAt) -> Iterator[Candidate]:
    """Yield the feed behind an address that the table of known hosts shows as a calendar."""
    address = address_or_none(url)
    if address and (known := rewrite(address, embedded_only=True)):
        yield Candidate(known.url, CandidateKind.ICALENDAR, _words(node.text(deep=True)) or known.name, place)


def _is_comments(node: LexborNode) -> bool:
    """Tell whether it is a blog's feed of remarks, which holds no events."""
    return "/comments/feed" in (node.attributes.get("href") or "")


def _anchors(tree: LexborHTMLParser, base: str) -> Iterator[Candidate]:
    for node in tree.css("a[href]")[:MAX_LINKS]:
        href = (node.attributes.get("href") or "").strip()
        url = _http(href, base)
        place = FoundAt.SUBSCRIPTION if _is_webcal(href) else FoundAt.LINK
        if url and (_is_webcal(href) or _is_calendar(url, node)):
            yield Candidate(url, CandidateKind.ICALENDAR, _words(node.text(deep=True)), place)
        else:
            yield from _known(url, node, FoundAt.LINK)


def _is_webcal(href: str) -> bool:
    return href[:8].lower().startswith(("webcal:", "webcals:"))


def _is_calendar(url: str, node: LexborNode) -> bool:
    parts = urlsplit(url)
    named = _TYPES.get((node.attributes.get("type") or "").strip().lower()) is CandidateKind.ICALENDAR
    ends = parts.path.lower().endswith(_CALENDAR_ENDS)
    return named or ends or any(query in parts.query.lower() for query in _CALENDAR_QUERIES)


def _http(href: str | None, base: str) -> str | None:
    """Return the absolute http(s) address without its fragment, None when it is of another scheme."""
    written = (href or "").strip()
    if not written or len(written) > _MAX_URL:
        return None
    try:
        parts = urlsplit(urljoin(base, written))
        hostname = parts.hostname
    except ValueError:
        return None
    scheme = "https" if parts.scheme in {"webcal", "webcals"} else parts.scheme
    if scheme not in {"http", "https"} or not hostname:
        return None
    return parts._replace(scheme=scheme, fragment="").geturl()


def _words(text: str | None) -> str | None:
    return " ".join((text or "").split())[:200] or None
