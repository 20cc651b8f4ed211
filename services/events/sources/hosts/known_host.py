"""What a row of the table of known hosts is, and what it makes of an address."""

import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, quote, urlsplit

from services.events.sources.address import address_or_none

Parts = dict[str, str]
_MAX_PARAMETERS: Final = 50


@dataclass(frozen=True, slots=True)
class KnownHost:
    """A kind of page whose feed has an address that follows from the page's own.

    `host` and `path` are matched whole; their named groups, and the parameters named in `query`, fill
    `feed`. `evidence` says how we know; `trap` what to expect of the feed.
    """

    name: str
    host: str
    path: str
    feed: str
    evidence: str
    trap: str = ""
    query: str | None = None
    """The one parameter of the page's address that names the calendar, as `{id}`."""
    decode: Callable[[str], str | None] | None = None
    """Reads that parameter; None where it names no calendar."""
    is_embedded: bool = False
    """Whether other pages show or link it as their own calendar."""

    def feed_of(self, url: str) -> str | None:
        """Return the feed behind an address in the form of `source_address`; None when it is not such."""
        parts = urlsplit(url)
        host = re.fullmatch(self.host, parts.netloc, re.IGNORECASE)
        path = re.fullmatch(self.path, parts.path)
        if host is None or path is None:
            return None
        found: Parts = {"host": parts.netloc, **_named(host), **_named(path)}
        if self.query is not None:
            named = self._named_by_query(parts.query)
            if named is None:
                return None
            found["id"] = named
        feed = address_or_none(self.feed.format_map(found))
        return feed if feed != url else None

    def _named_by_query(self, query: str) -> str | None:
        try:
            pairs = parse_qsl(query, max_num_fields=_MAX_PARAMETERS)
        except ValueError:
            return None
        given = next((value for name, value in pairs if name == self.query), None)
        named = self.decode(given) if given and self.decode else given
        return quote(named, safe="") if named else None


def google_id(value: str) -> str | None:
    """Read the id of a Google calendar, plain or in Base64; it has the form of an e-mail address."""
    for text in (value, _base64(value)):
        if re.fullmatch(r"[^\s@/]{1,200}@[\w.-]{1,200}", text):
            return text
    return None


def _base64(value: str) -> str:
    try:
        padded = value + "=" * (-len(value) % 4)
        return b64decode(padded, altchars=b"-_", validate=True).decode()
    except ValueError:
        return ""


def _named(match: re.Match[str]) -> Parts:
    return {name: value or "" for name, value in match.groupdict().items()}
