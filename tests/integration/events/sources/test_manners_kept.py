"""Politeness as a publisher sees it, on a socket, with its memory in Postgres."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from services.events.ingest.fetch.verdict import NoAnswer
from services.events.runtime import Runtime
from services.events.sources.model import SourceState
from services.events.store.sources.hosts import free_from, free_hosts, hold_host, take_hosts
from services.events.store.sources.sources import find_source
from services.events.workers.asking_leave import ask_leave
from services.events.workers.courtesy import Manners
from services.events.workers.fetching import fetch_with, needless
from services.events.workers.polling import Poller
from shared.db import Database
from shared.http.guarded import GuardedClient
from shared.kernel.response import Response
from tests.support.calendars import vcalendar, vevent
from tests.support.clock import FixedClock
from tests.support.servers.publisher import Publisher, add_source

A = vevent("a", "Soil Day", "20270519T070000Z", "20270519T150000Z", location="Berlin")
B = vevent("b", "Seed Day", "20270619T070000Z", "20270619T150000Z", location="Berlin")
C = vevent("c", "Root Day", "20270719T070000Z", "20270719T150000Z", location="Berlin")
HEADED = (
    '<script type="application/ld+json">{"@type":"Event","name":"Soil Day","startDate":"2027-05-19"}</script>'
)
PAGE = f"<!doctype html><html><head>{HEADED}</head><body>Soil Day</body></html>"


@pytest.fixture
async def stranger(runtime: Runtime, publisher: Publisher, clock: FixedClock) -> AsyncIterator[Poller]:
    """Poll the publisher as any host of the internet: with pauses, and asking its robots.txt."""
    ports, owner = runtime.poller.ports, runtime.poller.owner
    async with GuardedClient.open(user_agent="Acquaint", allow=frozenset({publisher.origin})) as client:
        fetch = fetch_with(client)
        ports = replace(ports, fetch=fetch, leave=ask_leave(client, runtime.db, clock))
        yield Poller(runtime.db, ports, fetch, clock, Manners(8, 60, 2.0), owner)


async def state_of(runtime: Runtime, source_id: str) -> SourceState:
    source = await find_source(runtime.db, source_id)
    assert source is not None
    return source.state


def paths(publisher: Publisher) -> list[str]:
    return [path for path, _, _ in publisher.asked]


async def test_one_host_is_asked_one_thing_at_a_time_with_a_pause(
    runtime: Runtime, stranger: Poller, publisher: Publisher, clock: FixedClock
) -> None:
    for path in ("/a.ics", "/b.ics", "/c.ics"):
        await add_source(runtime, publisher.put(path, vcalendar(A)))
    polled = []
    for seconds in (0, 1, 1, 2, 2):
        clock.advance(seconds=seconds)
        polled.append(await stranger.run_once())

    assert [1, 0, 1, 1, 0] == polled


async def test_hosts_of_one_domain_share_its_pause(runtime: Runtime, clock: FixedClock) -> None:
    db, keys = runtime.db, ("*.example.org", "a.example.org")
    first = await take_hosts(db, keys, now=clock(), hold_s=60)
    second = await take_hosts(db, ("*.example.org", "b.example.org"), now=clock(), hold_s=60)
    await free_hosts(db, keys, free_at=clock())
    third = await take_hosts(db, ("*.example.org", "b.example.org"), now=clock(), hold_s=60)

    assert (True, False, True) == (first, second, third)


async def test_nobody_waits_until_a_hold_is_on_disk(runtime: Runtime, clock: FixedClock) -> None:
    async with runtime.db.transaction() as conn:
        db = cast("Database", conn)
        await conn.execute("set local synchronous_commit = on")
        assert await take_hosts(db, ["a.example"], now=clock(), hold_s=60)
        taken = await conn.fetchval("show synchronous_commit")
        await conn.execute("set local synchronous_commit = on")
        await free_hosts(db, ["a.example"], free_at=clock())
        freed = await conn.fetchval("show synchronous_commit")

    assert ("off", "off") == (taken, freed)


async def test_a_host_is_held_for_as_long_as_its_document_is_being_read(
    runtime: Runtime, stranger: Poller, clock: FixedClock
) -> None:
    await add_source(runtime, "https://slow.example/a.ics")
    seen = []

    async def fetch(url: str, headers: Mapping[str, str]) -> Response | NoAnswer:
        del url, headers
        clock.advance(minutes=10)
        async with asyncio.timeout(10):
            while await free_from(runtime.db, ["slow.example"], clock()) <= clock():  # noqa: ASYNC110 - a row
                await asyncio.sleep(0.02)
        seen.append(await take_hosts(runtime.db, ["slow.example"], now=clock(), hold_s=60))
        return NoAnswer("too_slow")

    ports = replace(stranger.ports, fetch=fetch, leave=needless)
    await Poller(runtime.db, ports, fetch, clock, Manners(1, 1, 2.0), "slow").run_once()

    assert seen == [False]
    assert await free_from(runtime.db, ["slow.example"], clock()) == clock() + timedelta(seconds=2)


async def test_retry_after_holds_every_source_of_the_host(
    runtime: Runtime, publisher: Publisher, clock: FixedClock
) -> None:
    publisher.says["/a.ics"] = (429, {"retry-after": "7200"})
    await add_source(runtime, f"http://{publisher.origin}/a.ics")
    await runtime.poll_now()
    late = await add_source(runtime, publisher.put("/b.ics", vcalendar(B)))
    held = await runtime.poller.run_once()
    clock.advance(hours=2)
    freed = await runtime.poller.run_once()

    assert (0, ["/a.ics", "/b.ics"]) == (held, paths(publisher))
    assert (1, "ok") == (freed, (await state_of(runtime, late)).last_outcome)


async def test_a_hold_moves_turns_that_come_too_early(runtime: Runtime, clock: FixedClock) -> None:
    source = await add_source(runtime, "https://example.org/a.ics")
    until = clock.advance(hours=3)
    await hold_host(runtime.db, "example.org", until=until)
    assert until == (await state_of(runtime, source)).next_at


async def test_hints_nearness_and_validators_set_the_interval(
    runtime: Runtime, publisher: Publisher, clock: FixedClock
) -> None:
    calm = vcalendar(A).replace("VERSION:2.0", "VERSION:2.0\r\nX-PUBLISHED-TTL:PT20H")
    soon = vcalendar(vevent("s", "Tomorrow", "20261124T070000Z", "20261124T150000Z", location="Berlin"))
    ids = [
        await add_source(runtime, publisher.put(path, text))
        for path, text in (("/calm.ics", calm), ("/far.ics", vcalendar(A)), ("/soon.ics", soon))
    ]
    await runtime.poll_now()
    waits = [(await state_of(runtime, each)).next_at for each in ids]
    hours = [round((due - clock()).total_seconds() / 3600) for due in waits if due]

    assert hours[0] in {20, 21, 22}
    assert hours[1] in {6, 7}
    assert 1 == hours[2]


async def test_a_calendar_that_was_cut_off_takes_no_event_away(
    runtime: Runtime, publisher: Publisher, clock: FixedClock
) -> None:
    await add_source(runtime, publisher.put("/a.ics", vcalendar(A, B, C)))
    await runtime.poll_now()
    whole = vcalendar(A, B, C)
    for _ in range(3):
        publisher.put("/a.ics", whole[: whole.index("Root Day")])
        clock.advance(hours=7)
        await runtime.poll_now()

    rows = await runtime.db.fetch("select missing, vanished_at from listing")
    assert [(0, None)] * 3 == [(row["missing"], row["vanished_at"]) for row in rows]
    assert [None, None] == [condition for _, condition, _ in publisher.asked[-2:]]


async def test_a_move_is_followed_and_the_catalogue_adds_no_second_source(
    runtime: Runtime, publisher: Publisher, clock: FixedClock
) -> None:
    target = publisher.put("/new.ics", vcalendar(A))
    publisher.says["/old.ics"] = (301, {"location": "/new.ics"})
    old = f"http://{publisher.origin}/old.ics"
    source = await add_source(runtime, old)
    addresses = []
    for _ in range(3):
        await runtime.poll_now()
        found = await find_source(runtime.db, source)
        addresses.append(found.spec.url if found else None)
        clock.advance(hours=7)

    assert [old, old, target] == addresses
    assert source == await add_source(runtime, old)
    assert 1 == await runtime.db.fetchval("select count(*) from source")


async def test_a_feed_that_is_gone_is_retired_and_one_that_is_missing_is_given_a_month(
    runtime: Runtime, publisher: Publisher, clock: FixedClock
) -> None:
    publisher.says["/gone.ics"] = (410, {})
    gone = await add_source(runtime, f"http://{publisher.origin}/gone.ics")
    lost = await add_source(runtime, f"http://{publisher.origin}/lost.ics")
    fates = []
    for days in (0, 10, 19, 1):
        clock.advance(days=days)
        await runtime.poll_now()
        fates.append(((await state_of(runtime, gone)).gone, (await state_of(runtime, lost)).gone))

    assert [(True, False), (True, False), (True, False), (True, True)] == fates


async def test_a_page_is_read_only_where_robots_txt_allows(
    runtime: Runtime, stranger: Poller, publisher: Publisher, clock: FixedClock
) -> None:
    publisher.put("/robots.txt", "User-agent: *\nDisallow: /talks", "text/plain")
    source = await add_source(runtime, publisher.put("/talks", PAGE, "text/html"))
    outcomes = []
    for rules in ("Disallow: /talks", "Allow: /", "Allow: /"):
        publisher.put("/robots.txt", f"User-agent: *\n{rules}", "text/plain")
        outcomes += [report.outcome for report in await stranger.poll_now([source])]
        clock.advance(hours=25)

    assert ["robots_disallowed", "ok", "not_modified"] == outcomes
    assert ["/talks", "/robots.txt", "/robots.txt", "/talks", "/robots.txt", "/talks"] == paths(publisher)


async def test_a_host_that_cannot_say_its_rules_is_left_alone(
    runtime: Runtime, stranger: Poller, publisher: Publisher, clock: FixedClock
) -> None:
    publisher.put("/robots.txt", "", "text/plain")
    source = await add_source(runtime, publisher.put("/talks", PAGE, "text/html"))
    await stranger.poll_now([source])
    publisher.says["/robots.txt"] = (503, {})
    clock.advance(hours=25)
    [report] = await stranger.poll_now([source])

    assert ("robots_unavailable", "/robots.txt") == (report.outcome, paths(publisher)[-1])
    assert 1 == await runtime.db.fetchval("select count(*) from event")


async def test_a_page_without_events_leads_to_its_calendar(runtime: Runtime, publisher: Publisher) -> None:
    calendar = publisher.put("/a.ics", vcalendar(A))
    page = '<!doctype html><html><body>Our club: <a href="/a.ics">calendar</a></body></html>'
    source = await add_source(runtime, publisher.put("/club", page, "text/html"))
    outcomes = [report.outcome for report in await runtime.poll_now()]
    other = await add_source(runtime, publisher.put("/again", page, "text/html"))
    outcomes += [report.outcome for report in await runtime.poll_now([other])]

    found = await find_source(runtime.db, source)
    assert ["leads_to_feed", "ok", "watched_already"] == outcomes
    assert (calendar, "icalendar", 1) == (
        found and found.spec.url,
        found and found.state.format,
        found and found.state.events,
    )
    assert (await state_of(runtime, other)).gone
