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
from services.events.ingest.ports import Report, Turn, Unit
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
from services.events.sources.model import HELD, SourceState
from services.events.sources.moves import sighted
from services.events.sources.publisher.wishes import not_before
from services.events.sources.schedule import Pace, next_fetch, slowest
from shared.kernel.response import Response


async def poll(turn: Turn) -> Report:
    """Bring what we hold of one claimed source up to date. A failure changes its state and no event."""
    source, ports = turn.source, turn.ports
    leave = await ports.leave(source.spec.url) if source.state.is_page else Leave()
    if not leave.is_given:
        return await fail(turn, RetryLater(leave.outcome))
    answer = await ports.fetch(source.spec.url, to_send(source.state, turn.now).to_headers())
    source = replace(source, state=sighted(source.state, _moved(answer)))
    turn = replace(turn, source=source)
    match judge(answer, source.state, turn.now):
        case Document() as document:
            async with Early(turn) as early:
                known = context(source.spec, document, turn.now)
                reading = await ports.read(document.body, known, early.take)
                report = await _read(turn, document, reading, early)
        case NotModified() as unchanged:
            report = await _unchanged(turn, unchanged)
        case failure:
            report = await fail(turn, failure)
    return replace(report, rest_s=max(report.rest_s, leave.delay_s))


def _moved(answer: Response | NoAnswer) -> str | None:
    """A page of errors at the new place is no proof of a move."""
    if isinstance(answer, NoAnswer) or answer.status not in {200, 304}:
        return None
    return answer.permanent_redirect


async def _read(turn: Turn, document: Document, reading: Reading, early: Early) -> Report:
    """Go by what the reading is: good, a page that leads elsewhere, a page we may not use, or nothing."""
    source = turn.source
    if not can_stand(reading):
        await early.drop()
    if may_look_around(reading, source.state):
        here = Look(source.spec.url, "", reading.outcome.value, reading=reading)
        sought = await seek(here, _looking(turn), beyond_links=source.spec.origin == "suggested")
        if sought.found:
            return await _lead_on(turn, sought.found.url)
    if reading.outcome not in {Outcome.OK, Outcome.EMPTY}:
        return await fail(turn, RetryLater(reading.outcome.value), reading.rejected)
    if reading.next_page is not None:
        return await _read_pages(turn, document, reading, early)
    if reading.is_page and not source.state.is_page:
        leave = await turn.ports.leave(source.spec.url)
        if not leave.is_given:
            known = replace(source, state=replace(source.state, is_page=True))
            return await fail(replace(turn, source=known), RetryLater(leave.outcome))
    return await _take(turn, document, reading, early)


def _looking(turn: Turn) -> Looking:
    return Looking(turn.source.spec, turn.now, turn.ports.further, turn.ports.read, turn.ports.leave)


async def _read_pages(turn: Turn, document: Document, first: Reading, early: Early) -> Report:
    """A list in pages counts only as a whole."""
    whole = await read_on(first, _looking(turn))
    if not isinstance(whole, Reading):
        return await fail(turn, whole)
    return await _take(turn, unvalidated(document), whole, early)


async def _take(turn: Turn, document: Document, reading: Reading, early: Early) -> Report:
    """Everything a good reading says, in one transaction."""
    source, now = turn.source, turn.now
    if is_at_the_door(source) and is_off_topic(reading):
        await early.drop()
        return await _hold(turn, document, reading)
    await early.take(reading.listings)
    async with early.unit() as unit:
        whole = is_whole(reading)
        verdict = await _compare(await early.held(unit), reading, unit, now, whole=whole)
        fresh, resolution = await resolve(verdict, early, unit, turn)
        written = await unit.write(change(document, verdict, fresh, resolution, early, turn.ports), now)
        settled = verdict.settled and whole and reading.pages == 1
        state = after_reading(source, document, reading, now, settled=settled)
        news = bool(verdict.changed or verdict.vanished)
        push_until = await heed_hub(turn, document, reading, unit, found_news=news)
        state = replace(state, events=await unit.events_of(source.id), push_until=push_until)
        await _finish(turn, state, document.fetched, reading.rejected, unit)
    return Report(source, reading.outcome.value, len(reading.listings), len(reading.rejected), written)


async def _hold(turn: Turn, document: Document, reading: Reading) -> Report:
    """Take nothing of a source that waits for review; every record of it is told with its reason."""
    state, held = after_holding(turn.source, document, reading, turn.now), waiting(reading)
    async with turn.ports.store.unit() as unit:
        await _finish(turn, state, document.fetched, held, unit)
    return Report(turn.source, HELD, rejected=len(held))


async def _compare(
    held: Sequence[Known], reading: Reading, unit: Unit, now: datetime, *, whole: bool
) -> Presence:
    """Compare a reading with what is held; what only bears another id now is found by what it says."""
    gone, come = strangers(held, reading.listings, now)
    names = renamed(await unit.unfound(gone), come, shared_pages(reading.listings)) if gone and come else {}
    return presence(
        held, reading.listings, now, is_whole=whole, broken_uid=broken_off_in(reading), renamed=names
    )


async def _finish(
    turn: Turn,
    state: SourceState,
    answer: Fetched | NotModified,
    rejected: Sequence[Rejected] | None,
    unit: Unit,
) -> None:
    """Write the state with the next turn; follow a move that is certain by now."""
    spec, source_id, now = turn.source.spec, turn.source.id, turn.now
    pace = Pace(
        spec.every_s,
        hint_s=slowest(answer.fresh_s, state.poll_hint_s),
        next_event=await unit.next_start(source_id, now),
        has_validators=bool(answer.validators.to_headers()),
        most_often_s=spec.most_often_s,
        is_pushed=state.push_until is not None and state.push_until > now,
    )
    due = next_fetch(pace, now, turn.ports.spread())
    await unit.finish(source_id, replace(state, next_at=due), rejected)
    if moved := moves.to_follow(state):
        await unit.relocate(source_id, moved, now)


async def _lead_on(turn: Turn, url: str) -> Report:
    """Watch what a page links to instead of the page; give the page up where that is watched already."""
    source, now = turn.source, turn.now
    async with turn.ports.store.unit() as unit:
        is_new = await unit.relocate(source.id, url, now)
        outcome = "leads_to_feed" if is_new else "watched_already"
        soonest = not_before(now, source.spec.most_often_s, now)
        state = replace(
            source.state, last_fetched_at=now, last_outcome=outcome, next_at=soonest, gone=not is_new
        )
        await unit.finish(source.id, state, ())
    return Report(source, outcome)


async def _unchanged(turn: Turn, answer: NotModified) -> Report:
    state = after_no_change(turn.source, answer, turn.now)
    async with turn.ports.store.unit() as unit:
        await _finish(turn, state, answer, None, unit)
    return Report(turn.source, "not_modified", state.listings, state.rejected)


async def fail(turn: Turn, failure: Gone | RetryLater, rejected: Sequence[Rejected] | None = None) -> Report:
    """Note a failure; no listing and no event is touched. What never was a feed is given up for its page."""
    source, now = turn.source, turn.now
    async with turn.ports.store.unit() as unit:
        if gives_up_feed(source, failure) and await unit.back_to_page(source.id, now):
            page = replace(source.state, last_fetched_at=now, last_outcome="back_to_page", next_at=now)
            await unit.finish(source.id, page, ())
            return Report(source, "back_to_page")
        await unit.finish(source.id, after_failure(source, failure, now, turn.ports.spread()), rejected)
    rest_s = failure.wait_s if isinstance(failure, RetryLater) and failure.whole_host else None
    return Report(source, failure.reason, rest_s=rest_s or 0)
