"""A source that kills whoever reads it does not do so for ever; one that takes long is read by one alone."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from services.events.ingest.fetch.verdict import NoAnswer
from services.events.runtime import Runtime
from services.events.store.sources.sources import SOURCES, find_source
from services.events.workers.courtesy import Manners
from services.events.workers.polling import Poller
from tests.support.calendars import vcalendar, vevent
from tests.support.clock import FixedClock
from tests.support.killed import killed_at
from tests.support.servers.publisher import Publisher, add_source

RUST = vevent("rust-1", "Rust Berlin Conference", "20270519T070000Z", "20270519T150000Z")


async def test_a_source_that_ends_whoever_reads_it_waits_like_any_that_fails(
    runtime: Runtime, publisher: Publisher, clock: FixedClock
) -> None:
    source_id = await add_source(runtime, publisher.put("/a.ics", vcalendar(RUST)))
    clock.advance(seconds=1)
    await killed_at(runtime.db, clock, SOURCES)

    assert await runtime.poller.run_once() == 0

    held = await find_source(runtime.db, source_id)
    assert held is not None
    assert (held.state.last_outcome, held.state.failures) == ("killed_at_work", 1)
    assert held.state.next_at is not None
    assert held.state.next_at > clock()
    assert ["ok"] == [report.outcome for report in await runtime.poll_now()]


async def test_a_source_that_takes_longer_than_a_claim_is_not_read_by_another_beside(
    runtime: Runtime, clock: FixedClock
) -> None:
    await add_source(runtime, "https://slow.example/a.ics")
    read: list[int] = []

    async def fetch(url: str, headers: Mapping[str, str]) -> NoAnswer:
        del url, headers
        clock.advance(seconds=600)
        async with asyncio.timeout(5):
            while await runtime.db.fetchval("select lease_until from source") <= clock():  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        read.append(await other.run_once())
        return NoAnswer("timeout")

    known, manners = runtime.poller, Manners(4, 1, 0.0)
    other = Poller(runtime.db, known.ports, known.fetch_own, clock, manners, "other")
    slow = Poller(runtime.db, replace(known.ports, fetch=fetch), fetch, clock, manners, known.owner)
    assert (await slow.run_once(), read) == (1, [0])


@pytest.mark.parametrize(("claim", "told"), [("kept", ["ingest.broke"]), ("lost", ["ingest.lease_lost"])])
async def test_what_breaks_over_what_another_turn_wrote_is_no_fault_of_ours(
    runtime: Runtime, claim: str, told: list[str]
) -> None:
    await add_source(runtime, "https://wished.example/a.ics")

    async def fetch(url: str, headers: Mapping[str, str]) -> NoAnswer:
        if claim == "lost":  # as when its publisher wishes otherwise meanwhile
            await runtime.db.execute("update source set lease_owner = null, lease_until = null")
        raise RuntimeError(url, headers)

    known = runtime.poller
    breaks = Poller(
        runtime.db, replace(known.ports, fetch=fetch), fetch, runtime.clock, known.manners, known.owner
    )
    with capture_logs() as logs:
        await breaks.run_once()
    assert [it["event"] for it in logs if it["log_level"] in {"warning", "error"}] == told
