"""Everybody in memory: whoever changes is found as they are, whenever all were read."""

import pytest

from services.matching.runtime import Runtime
from services.matching.store import population
from services.matching.store.people import load_person
from shared.clients.matching import MatchingClient
from shared.contracts.people import Profile
from tests.integration.matching.conftest import GOING, Feed, changed, evt, per
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
