"""What an HTTP answer means for a source: a document to read, nothing new, or nothing usable."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Protocol

from services.events.sources.model import SourceState

UNCONDITIONAL_AFTER = timedelta(days=7)
"""Then a document is fetched whole even so: validators can be stuck, and recurrences reach further by now."""
OK, NOT_MODIFIED, GONE, TOO_MANY, UNAVAILABLE = 200, 304, 410, 429, 503


class Answer(Protocol):
    """An HTTP answer read whole; header names are lower-case."""

    @property
    def status(self) -> int:
        """The status code."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The header fields."""

    @property
    def body(self) -> bytes:
        """The decoded body."""


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The source could not be asked, or its answer could not be taken. `reason` is of a closed set."""

    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes to read, and the validators to send next time, exactly as they came."""

    body: bytes
    sha256: bytes
    media_type: str | None
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The document is the one we have."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """Nothing to read. `gone` is for good (410); `retry_after_s` is what the host asked for."""

    outcome: str
    gone: bool = False
    retry_after_s: int | None = None


def conditional_headers(state: SourceState, now: datetime) -> dict[str, str]:
    """Return the validators to send: what the last document that was read well came with."""
    if not _trusts_validators(state, now):
        return {}
    validators = {"if-none-match": state.etag, "if-modified-since": state.last_modified}
    return {name: value for name, value in validators.items() if value}


def judge(answer: Answer | NoAnswer, state: SourceState, now: datetime) -> Document | Unchanged | Unusable:
    """Decide what an answer means. Identical bytes count as not modified, whatever the server says."""
    if isinstance(answer, NoAnswer):
        return Unusable(answer.reason)
    if answer.status == NOT_MODIFIED:
        return Unchanged()
    if answer.status != OK:
        retry_after_s = _retry_after_s(answer.headers.get("retry-after"), now)
        return Unusable(f"http_{answer.status}", gone=answer.status == GONE, retry_after_s=retry_after_s)
    digest = sha256(answer.body).digest()
    if digest == state.document_sha256 and _trusts_validators(state, now):
        return Unchanged()
    headers = answer.headers
    media_type = headers.get("content-type")
    return Document(answer.body, digest, media_type, headers.get("etag"), headers.get("last-modified"))


def _trusts_validators(state: SourceState, now: datetime) -> bool:
    return state.last_read_at is not None and now - state.last_read_at < UNCONDITIONAL_AFTER


def _retry_after_s(value: str | None, now: datetime) -> int | None:
    """Read `Retry-After`: seconds or an HTTP date (RFC 9110, section 10.2.3)."""
    if not value:
        return None
    if value.strip().isdecimal():
        return min(int(value.strip()[:9]), 10**9)
    try:
        return max(0, int((parsedate_to_datetime(value) - now).total_seconds()))
    except (ValueError, TypeError):
        return None
