"""Whether a page is a person's own: it links back with rel=me, and is looked at again each month."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from services.gateway.brand.page_facts import NOTHING, Facts
from shared.contracts.brand import LinkState
from shared.text.rel_me import rel_me_links

RECHECKED, TRIED_AGAIN = timedelta(days=30), timedelta(days=1)
GRACE = timedelta(days=14)
"""How long the link back may be missing (a redesign) before the page counts as theirs no more."""
_HTML = ("text/html", "application/xhtml+xml")
_OK = 200


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page that a person names as theirs, as last looked at."""

    id: str
    person_id: str
    url: str
    verified_at: datetime | None = None
    checked_at: datetime | None = None
    missing_since: datetime | None = None
    next_at: datetime | None = None
    seen: str | None = None
    facts: Facts = NOTHING


@dataclass(frozen=True, slots=True)
class Look:
    """What came of looking: whether the link back is there, in words what was seen, what the page says."""

    found: bool
    seen: str
    facts: Facts = NOTHING


def state_of(page: OwnPage) -> LinkState:
    """Return where the proof stands."""
    if page.verified_at is None:
        return "unverified"
    return "verified" if page.missing_since is None else "missing"


def after_look(page: OwnPage, look: Look, now: datetime) -> OwnPage:
    """Return the page after it was looked at; what a page said stays while it cannot be read."""
    facts = look.facts if look.facts != NOTHING else page.facts
    seen = replace(page, checked_at=now, seen=look.seen, facts=facts)
    if look.found:
        since = page.verified_at or now
        return replace(seen, verified_at=since, missing_since=None, next_at=now + RECHECKED)
    if page.verified_at is None:
        return replace(seen, next_at=None)
    since = page.missing_since or now
    if now - since >= GRACE:
        return replace(seen, verified_at=None, missing_since=None, next_at=None)
    return replace(seen, missing_since=since, next_at=now + TRIED_AGAIN)


def unreadable(asked: str, status: int, url: str, media_type: str) -> str | None:
    """Return in words why an answer is no page of the address that was asked; None where it is."""
    if status != _OK:
        return f"There is no page (HTTP {status})."
    if not same_site(asked, url):
        return f"It leads to another site, {_shown(url)}; name that page instead."
    if media_type.partition(";")[0].strip().lower() not in _HTML:
        return "It is not a web page."
    return None


def links_back(body: bytes, wanted: str) -> tuple[bool, str]:
    """Tell whether a page links to `wanted` with rel=me, and in words what was seen."""
    links = rel_me_links(body)
    if any(link.rstrip("/") == wanted for link in links):
        return True, "The link back is there."
    if links:
        return False, f"It has rel=me links, but to {_shown(', '.join(links[:3]))}."
    return False, "It has no rel=me link."


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses are of one host, `www.` aside."""
    hosts = {(urlsplit(url).hostname or "").removeprefix("www.") for url in (one, other)}
    return len(hosts) == 1


def _shown(text: str) -> str:
    """Cut what others wrote to a few printable characters."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[:80])
