"""The feeds and calendars that a page points to: addresses to try, in the order of their promise."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_CANDIDATES: Final = 20
MAX_LINKS: Final = 5000
"""Anchors looked at on one page."""
_MAX_URL: Final = 2000


class CandidateKind(StrEnum):
    """What a link says that it leads to; its bytes have the last word."""

    ICALENDAR = "icalendar"
    ACTIVITY = "activity"
    JSON_FEED = "json_feed"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An absolute http(s) address; `title` is what the page calls it, None when it does not."""

    url: str
    kind: CandidateKind
    title: str | None = None


_TYPES: Final = {
    "text/calendar": CandidateKind.ICALENDAR,
    "application/calendar+json": CandidateKind.ICALENDAR,
    "application/calendar+xml": CandidateKind.ICALENDAR,
    "application/activity+json": CandidateKind.ACTIVITY,
    "application/feed+json": CandidateKind.JSON_FEED,
    "application/rss+xml": CandidateKind.FEED,
    "application/atom+xml": CandidateKind.FEED,
}
_ORDER: Final = tuple(CandidateKind)
_CALENDAR_QUERIES: Final = ("ical=1", "outlook-ical=1", "format=ical", "format=ics")
_CALENDAR_ENDS: Final = (".ics", ".ical", "/ical", "/ical/")


def discover(body: bytes, url: str) -> tuple[Candidate, ...]:
    """Return what the HTML page at `url` links as a calendar or feed, calendars first, each address once.

    Only links of the page itself are read; nothing is fetched, and no address is guessed.
    """
    tree = LexborHTMLParser(body.decode("utf-8", "replace"))
    base = _base(tree, url)
    found: dict[str, Candidate] = {}
    for candidate in (*_alternates(tree, base), *_anchors(tree, base)):
        found.setdefault(candidate.url, candidate)
    found.pop(_http(url, url) or "", None)
    return tuple(sorted(found.values(), key=lambda each: _ORDER.index(each.kind))[:MAX_CANDIDATES])


def _base(tree: LexborHTMLParser, url: str) -> str:
    node = tree.css_first("base[href]")
    return (_http(node.attributes.get("href"), url) if node else None) or url


def _alternates(tree: LexborHTMLParser, base: str) -> Iterator[Candidate]:
    for node in tree.css("link[rel][href]")[:MAX_LINKS]:
        media_type = (node.attributes.get("type") or "").partition(";")[0].strip().lower()
        kind = _TYPES.get(media_type)
        relations = (node.attributes.get("rel") or "").lower().split()
        url = _http(node.attributes.get("href"), base)
        if kind and url and "alternate" in relations and not _is_comments(node):
            yield Candidate(url, kind, _words(node.attributes.get("title")))


def _is_comments(node: LexborNode) -> bool:
    """Tell whether it is a blog's feed of remarks, which holds no events."""
    return "/comments/feed" in (node.attributes.get("href") or "")


def _anchors(tree: LexborHTMLParser, base: str) -> Iterator[Candidate]:
    for node in tree.css("a[href]")[:MAX_LINKS]:
        href = (node.attributes.get("href") or "").strip()
        url = _http(href, base)
        if url and (_is_webcal(href) or _is_calendar(url, node)):
            yield Candidate(url, CandidateKind.ICALENDAR, _words(node.text(deep=True)))


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
