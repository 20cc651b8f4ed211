import pytest

from services.matching.runtime import Runtime
from shared.clients.matching import MatchingClient
from shared.contracts.events import EventStatus
from shared.contracts.people import Attendance, AttendanceStatus, SetAttendance
from shared.kernel.errors import AppError
from tests.integration.matching.conftest import ANA, BEN, GOING, Feed, changed, evt, per
from tests.support.clock import FixedClock


async def counts(runtime: Runtime) -> list[tuple[str, int]]:
    rows = await runtime.db.fetch("SELECT payload FROM outbox WHERE stream LIKE '%counted%' ORDER BY seq")
    return [(row["payload"]["event_id"], row["payload"]["going"]) for row in rows]


async def test_a_stand_is_kept_and_counted_once(
    client: MatchingClient, runtime: Runtime, feed: Feed, clock: FixedClock
) -> None:
    await feed(changed(1, clock()))
    await client.put_person(per(1), ANA)
    expected = Attendance(
        event_id=evt(1), status=AttendanceStatus.GOING, match=True, listed=False, updated_at=clock()
    )
    assert await client.set_attendance(per(1), evt(1), GOING) == expected
    assert await client.set_attendance(per(1), evt(1), GOING) == expected
    assert await client.attendance(per(1)) == (expected,)
    await client.drop_attendance(per(1), evt(1))
    await client.drop_attendance(per(1), evt(1))
    await client.drop_attendance(per(1), evt(9))
    assert await client.attendance(per(1)) == ()
    assert await counts(runtime) == [(evt(1), 1), (evt(1), 0)]


async def test_an_unknown_event_is_missing_and_says_what_to_do(client: MatchingClient) -> None:
    await client.put_person(per(1), ANA)
    with pytest.raises(AppError, match="try again in a minute") as refused:
        await client.set_attendance(per(1), evt(9), GOING)
    assert refused.value.code == "event_missing"


async def test_who_has_no_profile_cannot_go(client: MatchingClient, feed: Feed, clock: FixedClock) -> None:
    await feed(changed(1, clock()))
    with pytest.raises(AppError) as refused:
        await client.set_attendance(per(1), evt(1), GOING)
    assert refused.value.code == "person_missing"


async def test_an_older_version_never_replaces_a_newer_one(
    runtime: Runtime, feed: Feed, clock: FixedClock
) -> None:
    await feed(changed(1, clock(), version=3, status=EventStatus.CANCELLED), changed(1, clock(), version=2))
    row = await runtime.db.fetchrow("SELECT version, status FROM catalogue_event")
    assert dict(row or {}) == {"version": 3, "status": "cancelled"}


@pytest.mark.parametrize("successor_first", [True, False])
async def test_people_of_a_merged_event_move_to_its_successor(
    client: MatchingClient, runtime: Runtime, feed: Feed, clock: FixedClock, *, successor_first: bool
) -> None:
    await feed(changed(1, clock()), *([changed(2, clock())] if successor_first else []))
    for number, profile in ((1, ANA), (2, BEN)):
        await client.put_person(per(number), profile)
        await client.set_attendance(per(number), evt(1), GOING)
    merged = changed(1, clock(), version=2, merged_into=evt(2))
    await feed(merged, *([] if successor_first else [changed(2, clock())]))
    assert [stand.event_id for stand in await client.attendance(per(1))] == [evt(2)]
    maybe = SetAttendance(status=AttendanceStatus.INTERESTED)
    assert (await client.set_attendance(per(1), evt(1), maybe)).event_id == evt(2)
    assert (await counts(runtime))[2:] == [(evt(1), 0), (evt(2), 2), (evt(2), 1)]
