"""A feed becomes events: fetch, read, resolve, and one transaction. The whole use case on one screen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from services.events.ingest.change import change, resolve
from services.events.ingest.early import Early, can_stand
from services.events.ingest.fetch.outcome import Fetched, Gone, NotModified, RetryLater
from services.events.ingest.fetch.verdict import Document, NoAnswer, judge, to_send
from services.events.ingest.look.leads import gives_up_feed, may_look_around
from services.events.ingest.look.look import Look, Looking, context
from services.events.ingest.look.pages import read_on, unvalidated
from services.events.ingest.look.seek import seek
from services.events.ingest.model import Outcome, Reading, Rejected
from services.events.ingest.ports import Ports, Report, Unit
from services.events.ingest.presence.presence import Known, Presence, presence
from services.events.ingest.presence.renamed import renamed, shared_pages, strangers
from services.events.ingest.source.gate import is_at_the_door, is_off_topic, waiting
from services.events.ingest.source.hubs import heed_hub
from services.events.ingest.source.states import (
    after_failure,
    after_holding,
    after_no_change,
    after_reading,
    broken_off_in,
    is_whole,
)
from services.events.sources import moves
from services.events.sources.hosts.robots import Leave
from services.events.sources.model import HELD, Source, SourceState
from services.events.sources.moves import sighted
from services.events.sources.publisher.wishes import not_before
from services.events.sources.schedule import Pace, next_fetch, slowest
from shared.kernel.response import Response


async def poll(source: Source, ports: Ports, now: datetime) -> Report:
    """Bring what we hold of one claimed source up to date. A failure changes its state and no event."""
    leave = await ports.leave(source.spec.url) if source.state.is_page else Leave()
    if not leave.is_given:
        return await fail(source, RetryLater(leave.outcome), ports, now)
    answer = await ports.fetch(source.spec.url, to_send(source.state, now).to_headers())
    source = replace(source, state=sighted(source.state, _moved(answer)))
    match judge(answer, source.state, now):
        case Document() as document:
            async with Early(source, ports, now) as early:
                known = context(source.spec, document, now)
                reading = await ports.read(document.body, known, early.take)
                report = await _read(source, document, reading, early, ports, now)
        case NotModified() as unchanged:
            report = await _unchanged(source, unchanged, ports, now)
        case failure:
            report = await fail(source, failure, ports, now)
    return replace(report, rest_s=max(report.rest_s, leave.delay_s))


def _moved(answer: Response | NoAnswer) -> str | None:
    """A page of errors at the new place is no proof of a move."""
    if isinstance(answer, NoAnswer) or answer.status not in {200, 304}:
        return None
    return answer.permanent_redirect


async def _read(
    source: Source, document: Document, reading: Reading, early: Early, ports: Ports, now: datetime
) -> Report:
    """Go by what the reading is: good, a page that leads elsewhere, a page we may not use, or nothing."""
    if not can_stand(reading):
        await early.drop()
    if may_look_around(reading, source.state):
        here = Look(source.spec.url, "", reading.outcome.value, reading=reading)
        tools = Looking(source.spec, now, ports.further, ports.read, ports.leave)
        sought = await seek(here, tools, beyond_links=source.spec.origin == "suggested")
        if sought.found:
            return await _lead_on(source, sought.found.url, ports, now)
    if reading.outcome not in {Outcome.OK, Outcome.EMPTY}:
        return await fail(source, RetryLater(reading.outcome.value), ports, now, reading.rejected)
    if reading.next_page is not None:
        return await _read_pages(source, document, reading, early, ports, now)
    if reading.is_page and not source.state.is_page:
        leave = await ports.leave(source.spec.url)
        if not leave.is_given:
            known = replace(source, state=replace(source.state, is_page=True))
            return await fail(known, RetryLater(leave.outcome), ports, now)
    return await _take(source, document, reading, early, ports, now)


async def _read_pages(
    source: Source, document: Document, first: Reading, early: Early, ports: Ports, now: datetime
) -> Report:
    """A list in pages counts only as a whole."""
    tools = Looking(source.spec, now, ports.further, ports.read, ports.leave)
    whole = await read_on(first, tools)
    if not isinstance(whole, Reading):
        return await fail(source, whole, ports, now)
    return await _take(source, unvalidated(document), whole, early, ports, now)


async def _take(
    source: Source, document: Document, reading: Reading, early: Early, ports: Ports, now: datetime
) -> Report:
    """Everything a good reading says, in one transaction."""
    if is_at_the_door(source) and is_off_topic(reading):
        await early.drop()
        return await _hold(source, document, reading, ports, now)
    await early.take(reading.listings)
    async with early.unit() as unit:
        whole = is_whole(reading)
        verdict = await _compare(await early.held(unit), reading, unit, now, whole=whole)
        fresh, resolution = await resolve(verdict, early, unit, ports, now)
        written = await unit.write(change(document, verdict, fresh, resolution, early, ports), now)
        state = after_reading(
            source, document, reading, now, settled=verdict.settled and whole and reading.pages == 1
        )
        news = bool(verdict.changed or verdict.vanished)
        push_until = await heed_hub(source, document, reading, unit, ports, now, found_news=news)
        state = replace(state, events=await unit.events_of(source.id), push_until=push_until)
        await _finish(source, state, document.fetched, reading.rejected, unit, ports, now)
    counts = (len(reading.listings), len(reading.rejected))
    return Report(source, reading.outcome.value, *counts, written)


async def _hold(source: Source, document: Document, reading: Reading, ports: Ports, now: datetime) -> Report:
    """Take nothing of a source that waits for review; every record of it is told with its reason."""
    state, held = after_holding(source, document, reading, now), waiting(reading)
    async with ports.store.unit() as unit:
        await _finish(source, state, document.fetched, held, unit, ports, now)
    return Report(source, HELD, rejected=len(held))


async def _compare(
    held: Sequence[Known], reading: Reading, unit: Unit, now: datetime, *, whole: bool
) -> Presence:
    """Compare a reading with what is held; what only bears another id now is found by what it says."""
    gone, come = strangers(held, reading.listings, now)
    names = renamed(await unit.unfound(gone), come, shared_pages(reading.listings)) if gone and come else {}
    return presence(
        held, reading.listings, now, is_whole=whole, broken_uid=broken_off_in(reading), renamed=names
    )


async def _finish(  # noqa: PLR0913, PLR0917 - what a good answer leaves, and where to
    source: Source,
    state: SourceState,
    answer: Fetched | NotModified,
    rejected: Sequence[Rejected] | None,
    unit: Unit,
    ports: Ports,
    now: datetime,
) -> None:
    """Write the state with the next turn; follow a move that is certain by now."""
    pace = Pace(
        source.spec.every_s,
        hint_s=slowest(answer.fresh_s, state.poll_hint_s),
        next_event=await unit.next_start(source.id, now),
        has_validators=bool(answer.validators.to_headers()),
        most_often_s=source.spec.most_often_s,
        is_pushed=state.push_until is not None and state.push_until > now,
    )
    due = next_fetch(pace, now, ports.spread())
    await unit.finish(source.id, replace(state, next_at=due), rejected)
    if moved := moves.to_follow(state):
        await unit.relocate(source.id, moved, now)


async def _lead_on(source: Source, url: str, ports: Ports, now: datetime) -> Report:
    """Watch what a page links to instead of the page; give the page up where that is watched already."""
    async with ports.store.unit() as unit:
        is_new = await unit.relocate(source.id, url, now)
        outcome = "leads_to_feed" if is_new else "watched_already"
        soonest = not_before(now, source.spec.most_often_s, now)
        state = replace(
            source.state, last_fetched_at=now, last_outcome=outcome, next_at=soonest, gone=not is_new
        )
        await unit.finish(source.id, state, ())
    return Report(source, outcome)


async def _unchanged(source: Source, answer: NotModified, ports: Ports, now: datetime) -> Report:
    state = after_no_change(source, answer, now)
    async with ports.store.unit() as unit:
        await _finish(source, state, answer, None, unit, ports, now)
    return Report(source, "not_modified", source.state.listings, source.state.rejected)


async def fail(
    source: Source,
    failure: Gone | RetryLater,
    ports: Ports,
    now: datetime,
    rejected: Sequence[Rejected] | None = None,
) -> Report:
    """Note a failure; no listing and no event is touched. What never was a feed is given up for its page."""
    async with ports.store.unit() as unit:
        if gives_up_feed(source, failure) and await unit.back_to_page(source.id, now):
            page = replace(source.state, last_fetched_at=now, last_outcome="back_to_page", next_at=now)
            await unit.finish(source.id, page, ())
            return Report(source, "back_to_page")
        await unit.finish(source.id, after_failure(source, failure, now, ports.spread()), rejected)
    rest_s = failure.wait_s if isinstance(failure, RetryLater) and failure.whole_host else None
    return Report(source, failure.reason, rest_s=rest_s or 0)
