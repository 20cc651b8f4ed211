"""A change to one person of an event reads that person again, and gives what a whole rebuild gives."""

import asyncio
import threading
from collections import Counter
from collections.abc import Awaitable
from datetime import timedelta
from itertools import chain
from typing import Any

import numpy as np
import pytest

from services.matching.recommend.allocate.share_out import share_out
from services.matching.recommend.candidates.roster import Roster, build_roster
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.score.score import chances
from services.matching.runtime import Runtime
from services.matching.store.candidates import gathered, signature
from services.matching.store.candidates.gathered import EventRosters
from shared.clients.matching import MatchingClient
from shared.contracts.people import PeopleSettings, Profile, SetAttendance
from tests.integration.matching.conftest import GOING, Feed, changed, evt, per
from tests.support.clock import FixedClock

PEOPLE = 40


async def save(client: MatchingClient, number: int, **fields: object) -> None:
    said = {"display_name": f"P{number}", "interests": ["k8s" if number % 2 else "baking"], **fields}
    await client.put_person(per(number), Profile.model_validate(said))


def scores(roster: Roster, numbers: Parameters) -> list[list[float]]:
    return chances(np.arange(len(roster.people)), roster, numbers).tolist()  # type: ignore[no-any-return]


def allotted(roster: Roster) -> dict[str, set[str]]:
    assert roster.allotted is not None
    ids = [one.id for one in roster.people]
    return {one: {ids[i] for i in row if i >= 0} for one, row in zip(ids, roster.allotted.lists, strict=True)}


def another(runtime: Runtime, kept_whole: int) -> EventRosters:
    numbers = runtime.kit.parameters
    few = numbers.model_copy(
        update={"interest": numbers.interest.model_copy(update={"kept_whole": kept_whole})}
    )
    return EventRosters(runtime.db, runtime.kit.labels, few, runtime.shelf.beyond.acquaintances, b"key")


@pytest.fixture
async def full(client: MatchingClient, feed: Feed, clock: FixedClock) -> None:
    await feed(changed(1, clock()))
    for number in range(1, PEOPLE + 1):
        await save(client, number)
        await client.set_attendance(per(number), evt(1), GOING)


@pytest.mark.usefixtures("full")
async def test_week_after_week_lists_of_five_leave_nobody_out_though_half_want_people_unlike_them(
    client: MatchingClient, clock: FixedClock
) -> None:
    await client.people(per(1), event_id=evt(1), limit=5)
    for number in range(1, PEOPLE, 2):
        await client.set_people_settings(per(number), PeopleSettings(novelty=1.0))
    former: dict[int, set[str]] = {}
    for _ in range(2):
        lists = {
            number: [one.person.id for one in await client.people(per(number), event_id=evt(1), limit=5)]
            for number in range(1, PEOPLE + 1)
        }
        shown = Counter(chain.from_iterable(lists.values()))
        assert len(shown) == PEOPLE
        assert max(shown.values()) <= 10
        assert all(len(set(own) - former.get(number, set())) >= 3 for number, own in lists.items())
        former = {number: set(own) for number, own in lists.items()}
        clock.advance(days=7)


@pytest.mark.usefixtures("full")
async def test_a_small_roster_renewed_is_the_roster_built_whole(
    client: MatchingClient, runtime: Runtime, clock: FixedClock
) -> None:
    kept = another(runtime, 1000)
    first = await kept.of(evt(1), clock(), kept.parameters)
    await save(client, 1, interests=["baking"], bio="Sourdough, mostly")
    await client.set_attendance(per(2), evt(1), SetAttendance(status="going", match=False))
    await save(client, 90, needs=[{"kind": "mentor", "text": "Somebody patient"}])
    await client.set_attendance(per(90), evt(1), GOING)
    renewed = await kept.of(evt(1), clock(), kept.parameters)
    fresh = another(runtime, 1000)
    whole = await fresh.of(evt(1), clock(), fresh.parameters)
    assert renewed.position == whole.position
    assert scores(renewed, kept.parameters) == scores(whole, kept.parameters)
    stayed = [one for one in renewed.own if one in first.own]
    assert len(stayed) == PEOPLE - 2
    assert renewed.position.keys() == (first.position.keys() - {per(2)}) | {per(90)}


@pytest.mark.usefixtures("full")
async def test_whatever_changes_of_a_roster_it_is_read_anew_at_once_and_only_then(
    client: MatchingClient, runtime: Runtime, feed: Feed, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signature, "OVERLAP", timedelta())
    await feed(changed(2, clock()))
    await save(client, 91)
    await client.set_attendance(per(91), evt(2), GOING)
    kept = another(runtime, 1000)
    changes: list[Awaitable[object]] = [
        save(client, 1, bio="Sourdough, mostly"),
        client.set_attendance(per(2), evt(1), SetAttendance(status="interested")),
        client.set_attendance(per(3), evt(1), SetAttendance(status="going", match=False)),
        client.drop_attendance(per(4), evt(1)),
        client.set_people_settings(per(5), PeopleSettings(novelty=1.0)),
        client.set_attendance(per(91), evt(1), GOING),
        feed(changed(1, clock(), version=2)),
        feed(changed(2, clock(), version=2, merged_into=evt(1))),
        client.forget_person(per(6)),
    ]
    await save(client, 92)
    await client.set_attendance(per(92), evt(2), GOING)
    for change in changes:
        before = await kept.of(evt(1), clock(), kept.parameters)
        await change
        after = await kept.of(evt(1), clock(), kept.parameters)
        assert after is not before
    assert {per(91), per(92)} < after.position.keys()
    whole = await another(runtime, 1000).of(evt(1), clock(), kept.parameters)
    assert scores(after, kept.parameters) == scores(whole, kept.parameters)
    assert allotted(after) == allotted(whole)
    await save(client, 93)
    monkeypatch.setattr(gathered, "signature", None)
    assert await kept.of(evt(1), clock(), kept.parameters) is after


@pytest.mark.usefixtures("full")
async def test_where_sharing_out_takes_long_nobody_waits_for_it_and_who_changed_has_it_done_anew(
    client: MatchingClient, runtime: Runtime, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, may_go_on = another(runtime, 1000), threading.Event()
    one = evt(1), kept.parameters.model_version

    def slowly(*given: Any) -> Roster:
        may_go_on.wait(10)
        return share_out(*given)

    async def found() -> Roster:
        return await kept.of(evt(1), clock(), kept.parameters)

    monkeypatch.setattr(gathered, "PATIENCE_S", 0)
    monkeypatch.setattr(gathered, "share_out", slowly)
    assert (await found()).allotted is None
    await save(client, 1, interests=["baking"], bio="Sourdough, mostly")
    assert (await found()).allotted is None
    first = kept.sharing[one]
    may_go_on.set()
    await first
    assert (await found()).allotted is None, "it changed since"
    await kept.sharing[one]
    monkeypatch.setattr(gathered, "PATIENCE_S", 10)
    whole = await another(runtime, 1000).of(evt(1), clock(), kept.parameters)
    assert allotted(await found()) == allotted(whole)


@pytest.mark.usefixtures("full")
async def test_in_a_large_roster_what_is_fitted_stays_until_a_twentieth_changed(
    client: MatchingClient, runtime: Runtime, clock: FixedClock
) -> None:
    kept = another(runtime, 10)
    first = await kept.of(evt(1), clock(), kept.parameters)
    await kept.sharing[evt(1), kept.parameters.model_version]
    shared = await kept.of(evt(1), clock(), kept.parameters)
    await client.set_attendance(per(2), evt(1), SetAttendance(status="going", match=False))
    renewed = await kept.of(evt(1), clock(), kept.parameters)
    assert renewed.fitted is first.fitted
    before, after = allotted(shared), allotted(renewed)
    assert after == {one: own - {per(2)} for one, own in before.items() if one != per(2)}
    assert any(per(2) in own for own in before.values())
    for number in (3, 4):
        await client.set_attendance(per(number), evt(1), SetAttendance(status="going", match=False))
    anew = await kept.of(evt(1), clock(), kept.parameters)
    assert anew.fitted is not first.fitted
    assert len(anew.people) == PEOPLE - 3


@pytest.mark.usefixtures("full")
async def test_a_roster_for_which_nobody_waits_long_enough_is_built_once_all_the_same(
    runtime: Runtime, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end = threading.Event(), threading.Event()
    built = list[int]()

    def slowly(*args: Any, **rest: Any) -> Roster:
        built.append(1)
        begun.set()
        may_end.wait(10)
        return build_roster(*args, **rest)

    kept = another(runtime, 1000)
    monkeypatch.setattr(gathered, "build_roster", slowly)
    for _ in range(2):
        waiting = asyncio.create_task(kept.of(evt(1), clock(), kept.parameters))
        await asyncio.to_thread(begun.wait, 10)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    may_end.set()
    assert len((await kept.of(evt(1), clock(), kept.parameters)).people) == PEOPLE
    assert built == [1]
