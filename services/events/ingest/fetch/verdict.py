"""What an answer to a poll means, given what we hold: the same bytes again are nothing new."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from services.events.ingest.fetch.outcome import (
    Fetched,
    Gone,
    NotModified,
    RetryLater,
    Validators,
    fetch_outcome,
)
from services.events.sources.model import SourceState
from shared.kernel.response import Response

UNCONDITIONAL_AFTER = timedelta(days=7)
"""Then a document is fetched whole even so: validators can be stuck, and recurrences reach further by now."""


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The source could not be asked, or its answer could not be taken. `reason` is of a closed set."""

    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes, their SHA-256, and how they came."""

    body: bytes
    sha256: bytes
    fetched: Fetched


Verdict = Document | NotModified | Gone | RetryLater


def to_send(state: SourceState, now: datetime) -> Validators:
    """Return the validators of the last document that was read well, unless that was too long ago."""
    return Validators(state.etag, state.last_modified) if _lately_read(state, now) else Validators()


def judge(answer: Response | NoAnswer, state: SourceState, now: datetime) -> Verdict:
    """Decide what an answer means. Identical bytes count as not modified, whatever the server says."""
    if isinstance(answer, NoAnswer):
        return RetryLater(answer.reason)
    outcome = fetch_outcome(answer.status, answer.headers, now=now, sent=to_send(state, now))
    if not isinstance(outcome, Fetched):
        return outcome
    digest = sha256(answer.body).digest()
    if digest == state.document_sha256 and _lately_read(state, now):
        return NotModified(outcome.validators, outcome.fresh_s)
    return Document(answer.body, digest, outcome)


def _lately_read(state: SourceState, now: datetime) -> bool:
    return state.last_read_at is not None and now - state.last_read_at < UNCONDITIONAL_AFTER
