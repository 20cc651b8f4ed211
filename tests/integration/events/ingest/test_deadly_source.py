"""A source that kills whoever reads it does not do so for ever."""

from services.events.runtime import Runtime
from services.events.store.sources.sources import SOURCES, find_source
from tests.support.calendars import vcalendar, vevent
from tests.support.clock import FixedClock
from tests.support.killed import killed_at
from tests.support.publisher import Publisher, add_source

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
