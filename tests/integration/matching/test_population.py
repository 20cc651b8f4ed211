"""Everybody in memory: whoever changes is found as they are, whenever all were read."""

import asyncio
import threading
from collections.abc import Callable, Sequence

import orjson
import pytest

from services.matching.app import create_app
from services.matching.recommend.candidates.crowd import Crowd
from services.matching.runtime import Runtime
from services.matching.settings import MatchingSettings
from services.matching.store.candidates import population
from services.matching.store.candidates.population import Population
from services.matching.store.people.rows import load_person
from shared.clients.matching import MatchingClient
from shared.contracts.people import Profile
from shared.db import Record
from tests.integration.matching.conftest import GOING, Feed, changed, evt, per
from tests.support.apps import PatientChannel, app_on
from tests.support.clock import FixedClock

PUBLIC = {"display_name": "public"}


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(population, "_PAGE", 2)
    monkeypatch.setattr(population, "_FRESH", 1)


async def put(client: MatchingClient, number: int, **fields: object) -> None:
    said = {"display_name": f"P{number}", "interests": ["k8s"], "visibility": PUBLIC, **fields}
    await client.put_person(per(number), Profile.model_validate(said))


async def found(runtime: Runtime) -> set[str]:
    """Return whom the first person is told of, by a first look."""
    me, beyond = await load_person(runtime.db, per(1)), runtime.shelf.beyond
    await beyond.fit(me, runtime.clock())
    likely = await beyond.everybody().likeliest(me, runtime.clock(), 100)
    assert len(likely) == len(set(likely))
    return set(likely) - {per(1)}


async def test_who_joins_changes_or_goes_is_found_as_they_are(
    client: MatchingClient, runtime: Runtime, feed: Feed, clock: FixedClock
) -> None:
    await feed(changed(1, clock()))
    for number in range(1, 8):
        await put(client, number)
        await client.set_attendance(per(number), evt(1), GOING)
    everyone = {per(number) for number in range(2, 8)}
    assert await found(runtime) == everyone

    await put(client, 8)
    assert await found(runtime) == everyone, "goes nowhere yet"
    await client.set_attendance(per(8), evt(1), GOING)
    assert await found(runtime) == everyone | {per(8)}
    await put(client, 3, bio="Something else now")
    await put(client, 4, visibility={"display_name": "attendees"})
    await client.drop_attendance(per(5), evt(1))
    assert await found(runtime) == (everyone | {per(8)}) - {per(4), per(5)}
    await put(client, 4)
    assert await found(runtime) == (everyone | {per(8)}) - {per(5)}


async def test_whom_the_first_look_still_holds_is_shown_to_nobody_once_erased(
    client: MatchingClient, feed: Feed, clock: FixedClock
) -> None:
    await feed(changed(1, clock()))
    await put(client, 1)
    for number in (2, 3):
        await put(client, number)
        await client.set_attendance(per(number), evt(1), GOING)
    assert {one.person.id for one in await client.people(per(1))} == {per(2), per(3)}
    await client.forget_person(per(2))
    assert [one.person.id for one in await client.people(per(1))] == [per(3)]


def held(runtime: Runtime) -> set[str]:
    """Return whom memory holds anything of."""
    everybody = runtime.shelf.beyond.everybody()
    crowds = [*everybody.crowds, *everybody.latest]
    return {one.decode() for crowd in crowds for one in crowd.ids} | {
        *everybody.fresh,
        *runtime.shelf.beyond.people,
    }


async def until(met: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not met():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.01)


async def test_who_is_erased_or_hides_leaves_memory_though_nobody_asks_for_a_list(
    client: MatchingClient, runtime: Runtime, feed: Feed, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(population, "FOLLOW_S", 0.05)
    await feed(changed(1, clock()))
    for number in range(1, 8):
        await put(client, number)
        await client.set_attendance(per(number), evt(1), GOING)
    everyone = {per(number) for number in range(1, 8)}
    assert await found(runtime) == everyone - {per(1)}
    await runtime.shelf.beyond.roster(await load_person(runtime.db, per(1)), clock())
    assert held(runtime) == everyone
    await client.forget_person(per(2))
    await put(client, 3, visibility={"display_name": "attendees"})
    await until(lambda: held(runtime) == everyone - {per(2), per(3)})
    await put(client, 2)
    await client.set_attendance(per(2), evt(1), GOING)
    await until(lambda: per(2) in held(runtime))


async def test_a_process_is_ready_once_everybody_is_read(
    client: MatchingClient, runtime: Runtime, feed: Feed, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await feed(changed(1, clock()))
    for number in range(1, 6):
        await put(client, number)
        await client.set_attendance(per(number), evt(1), GOING)
    reads, may_go_on = Population._crowd, threading.Event()

    def slowly(self: Population, rows: Sequence[Record]) -> Crowd:
        if self.read:
            may_go_on.wait(10)
        return reads(self, rows)

    monkeypatch.setattr(Population, "_crowd", slowly)
    api = PatientChannel(app_on(create_app, MatchingSettings(), runtime))

    async def ready() -> tuple[int, object]:
        reply = await api.request("GET", "/ready")
        return reply.status, orjson.loads(reply.body)["checks"]

    assert await ready() == (503, {"database": True, "everybody": "reading"})
    await until(lambda: "2 of" in str(runtime.shelf.beyond.progress))
    assert await ready() == (503, {"database": True, "everybody": "reading, 2 of 5 people"})
    may_go_on.set()
    await until(lambda: runtime.shelf.beyond.progress is True)
    assert await ready() == (200, {"database": True, "everybody": True})


async def test_where_nobody_may_be_found_there_is_nobody_to_wait_for(runtime: Runtime) -> None:
    runtime.shelf.beyond.begin(runtime.clock())
    await until(lambda: runtime.shelf.beyond.progress is True)


async def test_what_was_written_together_is_read_once_and_no_longer_looked_at_a_minute_later(
    client: MatchingClient, runtime: Runtime, feed: Feed, clock: FixedClock
) -> None:
    await feed(changed(1, clock()))
    for number in range(1, 6):
        await put(client, number)
        await client.set_attendance(per(number), evt(1), GOING)
    first = await found(runtime)
    everybody = runtime.shelf.beyond.everybody()
    read_at, crowds = everybody.read_at, list(everybody.crowds)
    assert read_at is not None

    assert await found(runtime) == first
    assert everybody.crowds == crowds
    assert everybody.read_at is not None
    assert everybody.read_at > read_at
