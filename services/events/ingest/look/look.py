"""One look at one address: fetched, read, and nothing kept."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.events.ingest.fetch.outcome import Gone, NotModified, RetryLater
from services.events.ingest.fetch.verdict import Document, NoAnswer, judge
from services.events.ingest.model import Outcome, ReadContext, Reading
from services.events.ingest.ports import AskLeave, Fetch, Read
from services.events.sources.model import SourceSpec, SourceState
from shared.kernel.response import Response

LOOK_BACK = timedelta(days=60)
LOOK_AHEAD = timedelta(days=550)
"""Recurrences are expanded within this window around the present: some 18 months ahead."""


@dataclass(frozen=True, slots=True)
class Looking:
    """What looking needs: the facts known of the source, the present, and the ways out."""

    spec: SourceSpec
    now: datetime
    fetch: Fetch
    read: Read
    leave: AskLeave
    with_remarks: bool = False
    """Whether its publisher wants to know what could be better."""


@dataclass(frozen=True, slots=True)
class Look:
    """What an address held. `because` says why it was looked at, `reason` what came of it.

    `answer` and `document` are None where none came.
    """

    url: str
    because: str
    reason: str
    answer: Response | None = None
    document: Document | None = None
    reading: Reading | None = None
    failure: Gone | RetryLater | None = None

    @property
    def is_good(self) -> bool:
        """Tell whether it is a document that could be watched."""
        return self.reading is not None and self.reading.outcome in {Outcome.OK, Outcome.EMPTY}


async def look(url: str, because: str, tools: Looking) -> Look:
    """Fetch and read one address."""
    answer = await tools.fetch(url, {})
    if isinstance(answer, NoAnswer):
        return Look(url, because, answer.reason)
    verdict = judge(answer, SourceState(), tools.now)
    if not isinstance(verdict, Document):
        failure = RetryLater("http_304_unasked") if isinstance(verdict, NotModified) else verdict
        return Look(url, because, failure.reason, answer, failure=failure)
    spec = replace(tools.spec, url=url)
    known = replace(context(spec, verdict, tools.now), with_remarks=tools.with_remarks)
    reading = await tools.read(verdict.body, known)
    return Look(url, because, _reason(reading), answer, verdict, reading)


def _reason(reading: Reading) -> str:
    """A document that is refused as a whole says so better than its outcome does."""
    whole = next((each.reason for each in reading.rejected if each.where == "document"), None)
    return whole if whole and not reading.listings else reading.outcome.value


def context(spec: SourceSpec, document: Document, now: datetime) -> ReadContext:
    """Return what the reader needs to know besides the bytes."""
    return ReadContext(
        url=spec.url,
        media_type=document.fetched.media_type,
        default_timezone=spec.timezone,
        default_country=spec.country,
        window_start=now - LOOK_BACK,
        window_end=now + LOOK_AHEAD,
        topic_hints=spec.topics,
        is_vouched=spec.is_vouched,
    )
