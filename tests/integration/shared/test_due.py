"""Rows that must be dealt with some day: one failure stops no other, and what kills rests."""

from datetime import timedelta

import pytest

from shared.db import Database, Record
from shared.db.due import Duty, do_due
from shared.db.lease import LeaseTable, claim, claim_living, given_back_if_broken, release
from shared.kernel.errors import AppError, Kind
from tests.support.clock import FixedClock

JOBS = LeaseTable("job", "id")
DUTY = Duty(JOBS, lease_s=60, at_most=3, again=lambda failures: timedelta(minutes=1 + failures))


async def plan(db: Database, clock: FixedClock, *keys: str) -> None:
    for minutes, key in enumerate(reversed(keys), start=1):
        due = clock() - timedelta(minutes=minutes)
        await db.execute("INSERT INTO job (id, next_at) VALUES ($1, $2)", key, due)


async def held(db: Database, clock: FixedClock) -> dict[str, tuple[object, ...]]:
    """Return of each row why it failed last, and for how many minutes it waits."""
    return {
        row["id"]: (row["last_error"], row["next_at"] and (row["next_at"] - clock()).total_seconds() / 60)
        for row in await db.fetch("SELECT * FROM job ORDER BY id")
    }


async def be_killed(db: Database, clock: FixedClock, limit: int = 10) -> None:
    for _ in range(3):
        await claim(db, JOBS, owner="killed", now=clock(), limit=limit, lease_s=60)
        clock.advance(seconds=61)


async def test_what_fails_is_put_off_and_the_others_have_their_turn(
    shared_db: Database, clock: FixedClock
) -> None:
    await plan(shared_db, clock, "a", "b", "c", "d")
    tried = []

    async def work(row: Record) -> None:
        tried.append(row["id"])
        if row["id"] == "a":
            raise AppError("away", Kind.UNAVAILABLE, "Try again.")
        if row["id"] == "b":
            raise AppError("busy", Kind.LIMITED, "Try again later.", retry_after_s=600)
        async with shared_db.connection() as conn:
            await release(conn, JOBS, row["id"], owner="w1", next_at=None)

    done = [await do_due(shared_db, DUTY, work, owner="w1", clock=clock) for _ in range(3)]
    assert (done, tried) == ([3, 1, 0], ["a", "b", "c", "d"])
    assert await held(shared_db, clock) == {
        "a": ("away", 1), "b": ("busy", 10), "c": (None, None), "d": (None, None),
    }  # fmt: skip

    clock.advance(minutes=1)
    await do_due(shared_db, DUTY, work, owner="w1", clock=clock)
    assert (await held(shared_db, clock))["a"] == ("away", 2)


async def test_a_fault_of_ours_is_noted_and_told_and_costs_one_row_its_turn(
    shared_db: Database, clock: FixedClock
) -> None:
    await plan(shared_db, clock, "a", "b")

    async def work(row: Record) -> None:
        if row["id"] == "a":
            raise ZeroDivisionError
        async with shared_db.connection() as conn:
            await release(conn, JOBS, row["id"], owner="w1", next_at=None)

    with pytest.raises(ZeroDivisionError):
        await do_due(shared_db, DUTY, work, owner="w1", clock=clock)
    assert await do_due(shared_db, DUTY, work, owner="w1", clock=clock) == 1
    assert await held(shared_db, clock) == {"a": ("ZeroDivisionError", 1), "b": (None, None)}


async def test_what_kills_rests_longer_each_time_and_is_never_dead(
    shared_db: Database, clock: FixedClock
) -> None:
    await plan(shared_db, clock, "a")

    async def work(row: Record) -> None:
        pytest.fail(f"{row['id']} is not to be tried")

    waits = []
    for _ in range(7):
        await be_killed(shared_db, clock)
        assert await do_due(shared_db, DUTY, work, owner="w1", clock=clock) == 0
        reason, minutes = (await held(shared_db, clock))["a"]
        assert reason == "killed_at_work"
        waits.append(minutes)
        clock.advance(minutes=int(str(minutes).split(".", maxsplit=1)[0]))

    assert [hours * 60 for hours in (1, 2, 4, 8, 16, 24, 24)] == waits


async def test_of_rows_that_were_killed_together_each_is_tried_by_itself(
    shared_db: Database, clock: FixedClock
) -> None:
    await plan(shared_db, clock, "a", "b", "c")
    await be_killed(shared_db, clock)

    assert await claim_living(shared_db, JOBS, owner="w1", now=clock(), limit=10, lease_s=60) == []
    assert await held(shared_db, clock) == {
        "a": ("killed_at_work", 60), "b": ("killed_at_work", 61), "c": ("killed_at_work", 62),
    }  # fmt: skip


async def test_what_was_claimed_together_is_free_when_the_work_breaks(
    shared_db: Database, clock: FixedClock
) -> None:
    await plan(shared_db, clock, "a", "b", "c")
    await claim(shared_db, JOBS, owner="other", now=clock(), limit=1, lease_s=60)
    await claim(shared_db, JOBS, owner="w1", now=clock(), limit=2, lease_s=60)

    with pytest.raises(ZeroDivisionError):
        async with given_back_if_broken(shared_db, LeaseTable("job", "id", "id <> 'c'"), owner="w1"):
            raise ZeroDivisionError

    rows = await shared_db.fetch("SELECT id, lease_owner FROM job ORDER BY id")
    assert [(row["id"], row["lease_owner"]) for row in rows] == [("a", "other"), ("b", None), ("c", "w1")]
