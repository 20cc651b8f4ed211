"""Our own machine is read for the catalogue alone; and one poll that breaks leaves no other running."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

import pytest
from aiohttp import web

from services.events.ingest.fetch.verdict import NoAnswer
from services.events.ingest.ports import Fetch
from services.events.runtime import Runtime
from services.events.store.sources.sources import find_source
from services.events.workers.courtesy import Manners
from services.events.workers.polling import Poller
from shared.kernel.errors import AppError, Kind
from shared.kernel.response import Response
from tests.support.calendars import vcalendar, vevent
from tests.support.servers.publisher import Publisher, add_source

FEED = vcalendar(vevent("a", "Soil Day", "20270519T070000Z", "20270519T150000Z", location="Berlin"))


async def outcome(runtime: Runtime, source_id: str) -> str | None:
    source = await find_source(runtime.db, source_id)
    assert source is not None
    return source.state.last_outcome


async def test_a_suggestion_cannot_have_our_own_machine_read(runtime: Runtime, publisher: Publisher) -> None:
    named = await add_source(runtime, publisher.put("/a.ics", FEED))
    suggested = await add_source(runtime, publisher.put("/b.ics", FEED), origin="suggested")

    await runtime.poller.run_once()

    assert ("ok", "port") == (await outcome(runtime, named), await outcome(runtime, suggested))
    assert ["/a.ics"] == [path for path, _, status in publisher.asked if status == web.HTTPOk.status_code]


async def test_a_poll_that_breaks_is_waited_for_with_the_others(runtime: Runtime) -> None:
    """Else the others would run on beside the next round, under the same owner's claim."""
    await add_source(runtime, "https://broken.example/a.ics")
    await add_source(runtime, "https://slow.example/b.ics")
    finished: list[str] = []

    async def fetch(url: str, headers: Mapping[str, str]) -> Response | NoAnswer:
        del headers
        if "broken" in url:
            raise AppError("database_slow", Kind.UNAVAILABLE, "The database took too long.")
        for _ in range(50):
            await asyncio.sleep(0)
        finished.append(url)
        return NoAnswer("timeout")

    poller = _poller(runtime, fetch)
    with pytest.raises(AppError):
        await poller.run_once()

    assert ["https://slow.example/b.ics"] == finished


async def test_a_refusal_of_the_database_is_the_sources_own_trouble(runtime: Runtime) -> None:
    source = await add_source(runtime, "https://odd.example/a.ics")

    async def fetch(url: str, headers: Mapping[str, str]) -> Response | NoAnswer:
        del url, headers
        raise AppError("not_storable", Kind.INVALID, "It cannot be kept.")

    await _poller(runtime, fetch).run_once()

    held = await find_source(runtime.db, source)
    assert held is not None
    assert ("internal_error", 1) == (held.state.last_outcome, held.state.failures)


def _poller(runtime: Runtime, fetch: Fetch) -> Poller:
    """All but the network is real."""
    known = runtime.poller
    ports = replace(known.ports, fetch=fetch)
    return Poller(runtime.db, ports, fetch, runtime.clock, Manners(4, 60, 0.0), known.owner)
