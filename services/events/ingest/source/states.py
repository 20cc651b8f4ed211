"""What a fetch leaves of a source: its new state, and when it is due again."""

from dataclasses import replace
from datetime import datetime

from services.events.ingest.fetch.outcome import Gone, NotModified, RetryLater
from services.events.ingest.fetch.verdict import Document
from services.events.ingest.model import Reading
from services.events.sources.model import HELD, Source, SourceState
from services.events.sources.retire import is_given_up
from services.events.sources.schedule import Pace, next_fetch, slowest

_PARTIAL = ("cut_off", "too_many_items", "too_many_occurrences", "reader_failed")
"""Rejections after which a listing that is not found may well still stand in the document."""


def is_whole(reading: Reading) -> bool:
    """Tell whether a reading holds all that the document does, so that what it lacks is gone."""
    return not any(each.reason.startswith(_PARTIAL) for each in reading.rejected)


def broken_off_in(reading: Reading) -> str | None:
    """Return the uid of the listing that stands where a document breaks off: half of it may be missing."""
    is_cut = any(each.reason.startswith("cut_off") for each in reading.rejected)
    return reading.listings[-1].uid if is_cut and reading.listings else None


def after_reading(
    source: Source, document: Document, reading: Reading, now: datetime, *, settled: bool
) -> SourceState:
    """Validators are kept back while a listing is missed: only a whole reading can tell if it is gone."""
    validators = document.fetched.validators
    return replace(
        _after_good(source, reading.outcome.value, now),
        etag=validators.etag if settled else None,
        last_modified=validators.last_modified if settled else None,
        document_sha256=document.sha256 if settled else None,
        format=reading.format,
        is_page=reading.is_page,
        # Kept for the 304s to come, which need not repeat max-age (RFC 9111, 4.3.4).
        poll_hint_s=slowest(reading.poll_hint_s, document.fetched.fresh_s) or None,
        last_read_at=now,
        listings=len(reading.listings),
        rejected=len(reading.rejected),
    )


def after_no_change(source: Source, answer: NotModified, now: datetime) -> SourceState:
    """A server may renew its validators with a 304."""
    validators = answer.validators
    state = _after_good(source, "not_modified", now)
    return replace(state, etag=validators.etag, last_modified=validators.last_modified)


def _after_good(source: Source, outcome: str, now: datetime) -> SourceState:
    good = replace(source.state, last_fetched_at=now, last_good_at=now, last_outcome=outcome)
    return replace(good, failures=0, failing_since=None)


def after_holding(source: Source, document: Document, reading: Reading, now: datetime) -> SourceState:
    """Nothing is taken of the document, so it has to come whole again: no validators are kept."""
    state = after_reading(source, document, reading, now, settled=False)
    records = len(reading.listings) + len(reading.rejected)
    return replace(state, last_outcome=HELD, listings=0, rejected=records)


def after_failure(source: Source, failure: Gone | RetryLater, now: datetime, spread: float) -> SourceState:
    """The validators stay those of the last good document."""
    failures = source.state.failures + 1
    since = source.state.failing_since or now
    asked_s = failure.wait_s if isinstance(failure, RetryLater) else None
    pace = Pace(source.spec.every_s, failures, retry_after_s=asked_s, most_often_s=source.spec.most_often_s)
    return replace(
        source.state,
        last_fetched_at=now,
        last_outcome=failure.reason,
        failures=failures,
        failing_since=since,
        next_at=next_fetch(pace, now, spread),
        gone=isinstance(failure, Gone) or is_given_up(failure.reason, failures, since, now),
    )
