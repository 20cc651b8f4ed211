"""Who goes nowhere is suggested people out of everybody, and never whom something bars."""

from collections.abc import Awaitable, Callable

import pytest

from services.matching.runtime import Runtime
from services.matching.store.relations import iso_week
from shared.clients.matching import MatchingClient
from shared.contracts.people import NewBlock, Profile, SetAttendance
from tests.integration.matching.conftest import GOING, Feed, changed, evt, per
from tests.support.clock import FixedClock

PUBLIC = {"display_name": "public", "interests": "public", "needs": "public", "offers": "public"}
SHOWN = """
INSERT INTO suggestion (id, person_id, other_id, event_id, shown, last_week, first_shown_at, last_shown_at,
                        score, strength, reasons, model_version)
SELECT 'sug_' || id, id, $3, '', 1, $2, $1, $1, 0.5, 'good', '[]', '' FROM person WHERE id = ANY($4)
"""
Put = Callable[..., Awaitable[None]]


@pytest.fixture
async def put(client: MatchingClient, feed: Feed, clock: FixedClock) -> Put:
    """Return what saves a person, who goes to an event unless told otherwise."""
    await feed(changed(1, clock()))

    async def save(number: int, stand: SetAttendance | None = GOING, **fields: object) -> None:
        said = {"display_name": f"P{number}", "visibility": PUBLIC, **fields}
        await client.put_person(per(number), Profile.model_validate(said))
        if stand is not None:
            await client.set_attendance(per(number), evt(1), stand)

    return save


async def found(client: MatchingClient, number: int = 1) -> list[str]:
    return [one.person.id for one in await client.people(per(number))]


async def test_a_need_finds_who_answers_it_though_no_word_is_shared(client: MatchingClient, put: Put) -> None:
    await put(1, None, needs=[{"kind": "mentor", "text": "Somebody patient"}])
    await put(2, offers=[{"kind": "mentee", "text": "Hours of listening"}])
    await put(3, offers=[{"kind": "sell", "text": "Cars"}], interests=["baking"])
    assert (await found(client))[0] == per(2)


async def test_none_of_everybody_is_shown_whom_something_bars(client: MatchingClient, put: Put) -> None:
    await put(1, None, interests=["k8s"])
    await put(2, interests=["k8s"])
    await put(3, interests=["k8s"], visibility={**PUBLIC, "display_name": "attendees"})
    await put(4, SetAttendance(status="going", match=False), interests=["k8s"])
    await put(5, None, interests=["k8s"])
    await put(6, interests=["k8s"])
    await put(7, interests=["k8s"])
    await client.block(per(1), NewBlock(person_id=per(6)))
    await client.block(per(7), NewBlock(person_id=per(1)))
    assert await found(client) == [per(2)]


async def test_what_somebody_hides_is_gone_from_the_next_list(client: MatchingClient, put: Put) -> None:
    await put(1, None, interests=["k8s"])
    await put(2, interests=["k8s"], offers=[{"kind": "teach", "text": "Kubernetes from scratch"}])
    assert "from scratch" in str(await client.people(per(1)))
    hushed = {**PUBLIC, "offers": "match_only"}
    await put(
        2, interests=["k8s"], offers=[{"kind": "teach", "text": "Kubernetes from scratch"}], visibility=hushed
    )
    assert "from scratch" not in str(await client.people(per(1)))
    await put(2, interests=["k8s"], visibility={**PUBLIC, "display_name": "hidden"})
    assert await found(client) == []


async def test_whom_many_were_shown_this_week_stands_back(
    client: MatchingClient, put: Put, runtime: Runtime
) -> None:
    for number in (1, *range(10, 16)):
        await put(number, None, interests=["k8s"], bio="I run clusters")
    await put(2, interests=["k8s"], bio="I run clusters")
    await put(3, interests=["k8s"], bio="I bake")
    assert await found(client) == [per(2), per(3)]
    readers = [per(number) for number in range(10, 16)]
    await runtime.db.execute(SHOWN, runtime.clock(), iso_week(runtime.clock()), per(2), readers)
    assert await found(client) == [per(3), per(2)]
