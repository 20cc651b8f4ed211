"""Rows written before a reading has ended: they hold nobody up, and only what stands at the end stays."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import pytest

from services.events.ingest.model import Outcome, ReadContext, Reading
from services.events.ingest.ports import Read, TakePart
from services.events.runtime import Runtime
from services.events.workers.reader import leave
from tests.support.calendars import vcalendar, vevent
from tests.support.read_here import read_here
from tests.support.servers.publisher import Publisher, add_source

MANY = 130
"""More than two parts."""
FIRST = (
    "Anchor", "Basalt", "Cobalt", "Dynamo", "Ember", "Fjord", "Garnet",
    "Harbour", "Island", "Jasper", "Kelp", "Lagoon", "Meadow",
)  # fmt: skip
SECOND = (
    "Nectar", "Orchid", "Pepper", "Quartz", "Ribbon", "Saffron", "Timber", "Umbra", "Velvet", "Willow",
)  # fmt: skip


def event(number: int, uid: str | None = None) -> str:
    """Write an event that is like no other of these."""
    title = f"{FIRST[number % 13]} {SECOND[number // 13]} Gathering"
    day = f"2027{1 + number % 12:02d}{1 + number % 28:02d}"
    return vevent(uid or f"e-{number}", title, f"{day}T180000Z", f"{day}T200000Z", location="Berlin, Germany")


@dataclass
class Reader:
    """Reads here, and does what a test wants once all parts have been taken."""

    then: Callable[[Reading], Awaitable[Reading]] | None = None

    async def __call__(self, body: bytes, context: ReadContext, take: TakePart = leave) -> Reading:
        reading = await read_here(body, context, take)
        then, self.then = self.then, None
        return await then(reading) if then else reading


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def read(reader: Reader) -> Read:
    return reader


async def rows(runtime: Runtime) -> dict[str, int]:
    """Count what there is of events, and check that all tell of the same ones."""
    found = await runtime.db.fetchrow(
        """
        select (select count(*) from listing) as listings, (select count(*) from event) as events,
               (select count(*) from event_search join event using (id)) as found,
               (select count(*) from event_search) as searched, (select count(*) from change) as changes,
               (select count(*) from outbox join event on message_id = id || ':1') as told,
               (select count(*) from event where not exists
                   (select from listing where event_id = event.id)) as untold,
               (select count(*) from listing_key where not exists
                   (select from listing where id = listing_id)) as lost_keys
        """
    )
    return dict(found or {})


def whole(listings: int, events: int) -> dict[str, int]:
    """Return what `rows` counts where nothing is amiss."""
    same = dict.fromkeys(("events", "found", "searched", "changes", "told"), events)
    return {"listings": listings, **same, "untold": 0, "lost_keys": 0}


async def test_a_long_document_becomes_its_events(runtime: Runtime, publisher: Publisher) -> None:
    await add_source(runtime, publisher.put("/a.ics", vcalendar(*map(event, range(MANY)))))
    [report] = await runtime.poll_now()
    assert (MANY, MANY) == (report.listings, report.written.created)
    assert whole(MANY, MANY) == await rows(runtime)


async def test_what_is_one_with_another_is_not_left_over(runtime: Runtime, publisher: Publisher) -> None:
    await add_source(runtime, publisher.put("/a.ics", vcalendar(*map(event, range(20)))))
    await runtime.poll_now()
    before = await runtime.db.fetchval("select array_agg(id) from event")
    await add_source(runtime, publisher.put("/b.ics", vcalendar(*map(event, range(10, MANY)))))
    reports = await runtime.poll_now()

    assert [(0, 0), (MANY - 20, 10)] == sorted((it.written.created, it.written.updated) for it in reports)
    counts = whole(MANY + 10, MANY)
    assert counts | {"changes": MANY + 10} == await rows(runtime)
    shared = "select array_agg(distinct event_id) from listing where uid = any($1)"
    assert sorted(before) == sorted(await runtime.db.fetchval(shared, [f"e-{n}" for n in range(20)]))


async def test_one_identity_of_two_listings_far_apart(runtime: Runtime, publisher: Publisher) -> None:
    apart = [event(0, uid="same"), *map(event, range(1, MANY - 1)), event(MANY - 1, uid="same")]
    await add_source(runtime, publisher.put("/a.ics", vcalendar(*apart)))
    await runtime.poll_now()
    assert whole(MANY, MANY) == await rows(runtime)
    same = await runtime.db.fetch("select recurrence_id from listing where uid = 'same' order by 1")
    assert ["2027-01-01T19:00", "2027-10-18T20:00"] == [row["recurrence_id"] for row in same]


@pytest.mark.parametrize("outcome", [Outcome.TIMED_OUT, Outcome.UNREADABLE, Outcome.TOO_LARGE])
async def test_a_reading_that_comes_to_nothing_leaves_nothing(
    runtime: Runtime, publisher: Publisher, reader: Reader, outcome: Outcome
) -> None:
    async def fail(reading: Reading) -> Reading:
        return replace(reading, outcome=outcome, listings=())

    source = await add_source(runtime, publisher.put("/a.ics", vcalendar(*map(event, range(MANY)))))
    reader.then = fail
    assert [outcome.value] == [report.outcome for report in await runtime.poll_now()]
    assert whole(0, 0) == await rows(runtime)

    assert [("ok", MANY)] == [(it.outcome, it.written.created) for it in await runtime.poll_now([source])]
    assert whole(MANY, MANY) == await rows(runtime)


async def test_a_fault_in_the_middle_leaves_nothing(
    runtime: Runtime, publisher: Publisher, reader: Reader
) -> None:
    async def fail(reading: Reading) -> Reading:
        raise ValueError(reading.outcome)

    await add_source(runtime, publisher.put("/a.ics", vcalendar(*map(event, range(MANY)))))
    reader.then = fail
    assert ["internal_error"] == [report.outcome for report in await runtime.poll_now()]
    assert whole(0, 0) == await rows(runtime)


async def test_a_long_reading_keeps_nobody_waiting(
    runtime: Runtime, publisher: Publisher, reader: Reader
) -> None:
    async def meanwhile(reading: Reading) -> Reading:
        other = await add_source(runtime, publisher.put("/b.ics", vcalendar(*map(event, range(10)))))
        [report] = await runtime.poll_now([other])
        assert 10 == report.written.created
        return reading

    await add_source(runtime, publisher.put("/a.ics", vcalendar(*map(event, range(MANY)))))
    reader.then = meanwhile
    reports = await runtime.poll_now()

    assert [MANY - 10] == [report.written.created for report in reports]
    assert whole(MANY + 10, MANY) | {"changes": MANY + 10} == await rows(runtime)
