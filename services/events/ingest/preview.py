"""The feed doctor: fetch once, read, and say what is there. Nothing is kept."""

from datetime import datetime, timedelta

from services.events.ingest import doctor
from services.events.ingest.fetch.outcome import Fetched, NotModified
from services.events.ingest.model import Listing, Outcome, Reading, sort_utc
from services.events.ingest.pipeline import context
from services.events.ingest.ports import AskLeave, Fetch, Read
from services.events.ingest.states import due_again
from services.events.ingest.verdict import Document, NoAnswer, judge
from services.events.sources.model import Source, SourceSpec, SourceState
from shared.contracts.doctor import Alternate, Finding, PollPlan, SeenEvent, SourcePreview

SHOWN_EVENTS = 20
_HOUR_S = 3600


async def preview(
    spec: SourceSpec, source_id: str | None, now: datetime, *, fetch: Fetch, read: Read, leave: AskLeave
) -> SourcePreview:
    """Return what an address holds for us, what is wrong with it, and what we would do."""
    answer = await fetch(spec.url, {})
    status = None if isinstance(answer, NoAnswer) else answer.status
    verdict = judge(answer, SourceState(), now)
    if isinstance(answer, NoAnswer) or not isinstance(verdict, Document):
        reason = "http_304_unasked" if isinstance(verdict, (Document, NotModified)) else verdict.reason
        return _nothing(spec.url, status, source_id, reason)
    reading = await read(verdict.body, context(spec, verdict, now))
    found = [*doctor.of_reading(reading, now), *doctor.of_answer(answer, verdict, spec.url)]
    if reading.is_page and reading.listings and not (asked := await leave(spec.url)).is_given:
        found += doctor.of_failure(asked.outcome)
    good = reading.outcome in {Outcome.OK, Outcome.EMPTY}
    return SourcePreview(
        url=spec.url,
        status=status,
        format=reading.format,
        outcome=reading.outcome.value,
        count=len(reading.listings),
        events=_first(reading.listings, now),
        findings=doctor.in_order(found),
        alternates=tuple(Alternate(url=it.url, kind=it.kind, title=it.title) for it in reading.alternates),
        plan=_plan(spec, verdict.fetched, reading, now) if good else None,
        source_id=source_id,
    )


def not_wanted(source: Source) -> SourcePreview:
    """Return what is said of a source that its publisher has stopped or paused: nothing is fetched."""
    reason = "stopped_by_publisher" if source.state.stopped else "paused_by_publisher"
    return _nothing(source.spec.url, None, source.id, reason)


def _nothing(url: str, status: int | None, source_id: str | None, reason: str) -> SourcePreview:
    findings: tuple[Finding, ...] = tuple(doctor.of_failure(reason))
    return SourcePreview(
        url=url, status=status, format=None, outcome=reason, count=0, events=(), findings=findings,
        alternates=(), plan=None, source_id=source_id,
    )  # fmt: skip


def _first(listings: tuple[Listing, ...], now: datetime) -> tuple[SeenEvent, ...]:
    """Return the first events: those to come before those that are over."""

    def rank(it: Listing) -> tuple[bool, datetime]:
        return sort_utc(it.ends or it.starts, end=True) < now, sort_utc(it.starts)

    return tuple(_seen(listing) for listing in sorted(listings, key=rank)[:SHOWN_EVENTS])


def _seen(listing: Listing) -> SeenEvent:
    place = listing.place
    return SeenEvent(
        title=listing.title,
        starts_at=listing.starts.to_moment(),
        ends_at=listing.ends.to_moment() if listing.ends else None,
        venue=place.venue if place else None,
        city=place.city if place else None,
        country=place.country if place else None,
        url=listing.url,
    )


def _plan(spec: SourceSpec, fetched: Fetched, reading: Reading, now: datetime) -> PollPlan:
    has_validators = bool(fetched.validators.to_headers())
    coming = [start for it in reading.listings if (start := sort_utc(it.starts)) >= now]
    soonest = min(coming, default=None)
    due = due_again(
        Source("", spec, SourceState()),
        now,
        fresh_s=fetched.fresh_s,
        hint_s=reading.poll_hint_s,
        next_event=soonest,
        has_validators=has_validators,
        spread=0.0,
    )
    why = [f"every {spec.every_s // _HOUR_S} hours unless something speaks for another pace"]
    if fetched.fresh_s or reading.poll_hint_s:
        asked_s = max(fetched.fresh_s or 0, reading.poll_hint_s or 0)
        why.append(f"the publisher asks for {asked_s / _HOUR_S:g} hours between fetches")
    if not has_validators:
        why.append("without ETag or Last-Modified it is fetched once a day")
    elif soonest and soonest - now <= timedelta(hours=48):
        why.append("hourly while an event starts within two days")
    if reading.is_page:
        why.append("a page is read only where robots.txt allows it")
    return PollPlan(url=spec.url, every_s=int((due - now).total_seconds()), because=tuple(why))
