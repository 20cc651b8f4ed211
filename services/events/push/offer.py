"""Which hub a feed names, and under which address the hub knows the feed (WebSub, section 4)."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Final
from urllib.parse import urljoin

from services.events.sources.address import source_address
from services.events.sources.hosts.domain import host_keys
from shared.kernel.errors import AppError

_HEAD: Final = 50_000
_FIRST_RECORD: Final = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_LINK_ELEMENT: Final = re.compile(r"<(?:\w+:)?link\b([^<>]{1,3000})>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""\b(rel|href)\s*=\s*(?:"([^"]{0,2000})"|'([^']{0,2000})')""", re.IGNORECASE)
_LINK_FIELD: Final = re.compile(
    r'<([^<>\s]{1,2000})>((?:\s*;\s*[\w*!#$&+.^`|~-]{1,40}\s*=\s*(?:"[^"]{0,200}"|[^\s",;]{1,200})){0,10})'
)
_REL: Final = re.compile(r';\s*rel\s*=\s*(?:"([^"]*)"|([^\s",;]+))', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Links:
    """The first `rel=hub` and `rel=self` of a document or of its header fields, as they stand there."""

    hub: str | None = None
    topic: str | None = None


NONE: Final = Links()


@dataclass(frozen=True, slots=True)
class Offer:
    """A hub and the topic to subscribe to there; both are addresses that may be fetched."""

    hub: str
    topic: str


def links_in_feed(body: bytes) -> Links:
    """Return what RSS or Atom says ahead of its first entry; whatever prefix Atom's namespace has."""
    head = body[:_HEAD]
    first = _FIRST_RECORD.search(head)
    text = (head[: first.start()] if first else head).decode("utf-8", "replace")
    found: dict[str, str] = {}
    for element in _LINK_ELEMENT.finditer(text):
        named = {name.lower(): unescape(one or other) for name, one, other in _ATTRIBUTE.findall(element[1])}
        for rel in named.get("rel", "").lower().split():
            found.setdefault(rel, named.get("href", ""))
    return _links(found)


def links_in_json_feed(document: object) -> Links:
    """Return what a JSON Feed says in `hubs` and `feed_url` (version 1.1)."""
    if not isinstance(document, dict):
        return Links()
    hubs = document.get("hubs")
    named = [
        hub["url"]
        for hub in (hubs if isinstance(hubs, list) else ())
        if isinstance(hub, dict)
        and str(hub.get("type")).lower() == "websub"
        and isinstance(hub.get("url"), str)
    ]
    topic = document.get("feed_url")
    return Links(named[0] if named else None, topic if isinstance(topic, str) else None)


def links_in_header(field: str | None) -> Links:
    """Return what a `Link` field says (RFC 8288); several fields may have been joined by commas."""
    found: dict[str, str] = {}
    for target, parameters in _LINK_FIELD.findall((field or "")[:_HEAD]):
        for quoted, bare in _REL.findall(parameters)[:1]:
            for rel in (quoted or bare).lower().split():
                found.setdefault(rel, target)
    return _links(found)


def offer(header: Links, document: Links, url: str) -> Offer | None:
    """Return the hub to subscribe at, None where none is named or what is named cannot be trusted.

    Header fields speak before the document (section 4). The topic must lie where the feed does: else a feed
    could have us subscribe to somebody else's, and take their news for its own.
    """
    named = header if header.hub else document
    topic = named.topic or header.topic or document.topic or url
    if not named.hub:
        return None
    try:
        hub, about = (source_address(urljoin(url, link)) for link in (named.hub, topic))
    except (AppError, ValueError):
        return None
    return Offer(hub, about) if set(host_keys(about)) & set(host_keys(url)) else None


def _links(found: dict[str, str]) -> Links:
    hub, topic = (found.get(rel, "").strip() or None for rel in ("hub", "self"))
    return Links(hub, topic)
