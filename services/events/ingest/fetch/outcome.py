"""What an HTTP answer to a poll means: new bytes, nothing new, gone for good, or try later."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from shared.kernel.retry_after import LONGEST_WAIT_S, retry_after_s

_RETRYABLE: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_MAX_AGE: Final = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_LONGEST_VALIDATOR: Final = 500

Headers = Mapping[str, str]
"""Header names in lower case."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What the server gave to ask "has it changed?" with: opaque, sent back byte for byte."""

    etag: str | None = None
    last_modified: str | None = None

    def to_headers(self) -> dict[str, str]:
        """Return the request headers of a conditional GET; none without validators."""
        asked = {"if-none-match": self.etag, "if-modified-since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document came; its validators are to be kept only after it was read well.

    `fresh_s` is for how long the server asks to be left.
    """

    validators: Validators
    media_type: str | None = None
    fresh_s: int | None = None
    link: str | None = None
    """The `Link` field (RFC 8288), as it came."""


@dataclass(frozen=True, slots=True)
class NotModified:
    """Nothing new; the server may have renewed its validators."""

    validators: Validators
    fresh_s: int | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """The publisher says that it will not come back (410)."""

    reason: str


@dataclass(frozen=True, slots=True)
class RetryLater:
    """No document this time.

    `wait_s` is what the server asks for, a week at most; `whole_host` binds its other documents too.
    """

    reason: str
    wait_s: int | None = None
    whole_host: bool = False


FetchOutcome = Fetched | NotModified | Gone | RetryLater


def fetch_outcome(status: int, headers: Headers, *, now: datetime, sent: Validators) -> FetchOutcome:
    """Decide what an answer means. `sent` are the validators of the request, `now` is aware."""
    if status == 200:  # noqa: PLR2004 - HTTP
        media_type, link = headers.get("content-type"), headers.get("link")
        return Fetched(_validators(headers), media_type, _fresh_s(headers, now), link)
    if status == 304:  # noqa: PLR2004 - HTTP
        return _unchanged(headers, sent, now)
    if status == 410:  # noqa: PLR2004 - HTTP
        return Gone("http_410")
    wait_s = retry_after_s(headers.get("retry-after"), now)
    return RetryLater(f"http_{status}", wait_s, whole_host=status in _RETRYABLE and wait_s is not None)


def _unchanged(headers: Headers, sent: Validators, now: datetime) -> FetchOutcome:
    if not sent.to_headers():
        # Nothing was asked conditionally, so "unchanged" tells nothing; a broken cache stands in between.
        return RetryLater("http_304_unasked")
    fresh = _validators(headers)
    kept = Validators(fresh.etag or sent.etag, fresh.last_modified or sent.last_modified)
    return NotModified(kept, _fresh_s(headers, now))


def _validators(headers: Headers) -> Validators:
    etag, modified = headers.get("etag"), headers.get("last-modified")
    return Validators(_kept(etag), _kept(modified))


def _kept(value: str | None) -> str | None:
    """A validator is kept whole or not at all: a cut one would never match."""
    return value if value and len(value) <= _LONGEST_VALIDATOR and value.isprintable() else None


def _fresh_s(headers: Headers, now: datetime) -> int | None:
    """Return for how long an answer stays fresh: by `max-age`, else by `Expires` (RFC 9111, 4.2.1)."""
    found = _MAX_AGE.search(headers.get("cache-control", ""))
    if found:
        return min(int(found[1]), LONGEST_WAIT_S)
    # A date that has passed, or `0`, says nothing about when to come back.
    return (retry_after_s(headers["expires"], now) or None) if headers.get("expires") else None
