"""Due work: held by one, finished by its holder only, and dead in the end."""

import asyncio
from datetime import timedelta

from shared.db import Database
from shared.db.lease import (
    LeaseTable,
    claim,
    fail,
    give_back,
    given_back_if_cut_off,
    is_deadly,
    kept_while_at_work,
    release,
)
from tests.support.clock import FixedClock

JOBS = LeaseTable("job", "id")


async def plan(db: Database, clock: FixedClock, *keys: str) -> None:
    for minutes, key in enumerate(reversed(keys), start=1):
        due = clock() - timedelta(minutes=minutes)
        await db.execute("INSERT INTO job (id, next_at) VALUES ($1, $2)", key, due)


async def take(db: Database, clock: FixedClock, owner: str, limit: int = 10, lease_s: int = 60) -> list[str]:
    rows = await claim(db, JOBS, owner=owner, now=clock(), limit=limit, lease_s=lease_s)
    return [row["id"] for row in rows]


async def finish(db: Database, key: str, owner: str) -> bool:
    async with db.connection() as conn:
        return await release(conn, JOBS, key, owner=owner, next_at=None)


async def test_the_longest_due_is_taken_first_and_the_future_waits(
    shared_db: Database, clock: FixedClock
) -> None:
    await plan(shared_db, clock, "a", "b", "c")
    await shared_db.execute(
        "INSERT INTO job (id, next_at) VALUES ('later', $1)", clock() + timedelta(hours=1)
    )

    assert await take(shared_db, clock, "w1", limit=2) == ["a", "b"]
    assert await take(shared_db, clock, "w2") == ["c"]
    assert await take(shared_db, clock, "w3") == []


async def test_two_workers_at_once_never_hold_the_same_row(shared_db: Database, clock: FixedClock) -> None:
    keys = [f"job-{number:03}" for number in range(100)]
    await plan(shared_db, clock, *keys)

    taken = await asyncio.gather(*(take(shared_db, clock, f"w{n}", limit=15) for n in range(8)))

    flat = [key for keys_of_one in taken for key in keys_of_one]
    assert len(flat) == len(set(flat))
    rest = await take(shared_db, clock, "last", limit=100)
    assert sorted(flat + rest) == keys


async def test_a_lost_lease_fences_the_slow_worker(shared_db: Database, clock: FixedClock) -> None:
    await plan(shared_db, clock, "a")
    await take(shared_db, clock, "slow", lease_s=60)
    clock.advance(seconds=61)

    taken_over = await take(shared_db, clock, "quick")
    slow_finishes = await finish(shared_db, "a", "slow")
    quick_finishes = await finish(shared_db, "a", "quick")

    assert (taken_over, slow_finishes, quick_finishes) == (["a"], False, True)
    assert await take(shared_db, clock, "anyone") == []


async def test_a_job_that_keeps_failing_dies(shared_db: Database, clock: FixedClock) -> None:
    await plan(shared_db, clock, "a")

    for _ in range(3):
        assert await take(shared_db, clock, "w1") == ["a"]
        await fail(
            shared_db, JOBS, "a", owner="w1", now=clock(), error="bitter",
            retry_at=clock.advance(minutes=1), max_attempts=3,
        )  # fmt: skip
    row = await shared_db.fetchrow("SELECT attempts, last_error, dead_at IS NOT NULL AS dead FROM job")
    assert dict(row or {}) == {"attempts": 3, "last_error": "bitter", "dead": True}
    assert await take(shared_db, clock, "w1") == []


async def test_a_failure_that_no_retry_can_mend_is_dead_at_once(
    shared_db: Database, clock: FixedClock
) -> None:
    await plan(shared_db, clock, "a")
    await take(shared_db, clock, "w1")

    noted = await fail(
        shared_db, JOBS, "a", owner="w1", now=clock(), error="gone", retry_at=None, max_attempts=9
    )

    assert noted
    assert await take(shared_db, clock, "w1") == []


async def test_what_is_deadly_is_free_at_once_and_what_failed_keeps_its_claim(
    shared_db: Database, clock: FixedClock
) -> None:
    await plan(shared_db, clock, "a", "b")
    held = await take(shared_db, clock, "w1")

    async def work(key: str) -> None:
        async with given_back_if_cut_off(shared_db, JOBS, key, owner="w1"):
            if key == "b":
                raise ZeroDivisionError
            await asyncio.sleep(60)

    at_work = [asyncio.create_task(work(key)) for key in held]
    await asyncio.wait(at_work, timeout=0.05)
    at_work[0].cancel()
    await asyncio.gather(*at_work, return_exceptions=True)

    assert await take(shared_db, clock, "w2") == ["a"]


async def test_claims_that_ran_out_one_after_another_are_counted_until_one_ends_well(
    shared_db: Database, clock: FixedClock
) -> None:
    await plan(shared_db, clock, "a")
    lost = []
    for _ in range(4):
        row = (await claim(shared_db, JOBS, owner="killed", now=clock(), limit=1, lease_s=60))[0]
        lost.append((row["lost"], is_deadly(row)))
        clock.advance(seconds=61)
    assert lost == [(0, False), (1, False), (2, False), (3, True)]

    await claim(shared_db, JOBS, owner="stopped", now=clock(), limit=1, lease_s=60)
    await give_back(shared_db, JOBS, "a", owner="stopped")
    row = (await claim(shared_db, JOBS, owner="next", now=clock(), limit=1, lease_s=60))[0]
    assert (row["lost"], is_deadly(row)) == (0, False)


async def test_a_claim_is_renewed_while_its_work_lasts_and_no_longer(
    shared_db: Database, clock: FixedClock
) -> None:
    await plan(shared_db, clock, "a")
    await take(shared_db, clock, "w1", lease_s=60)

    async with kept_while_at_work(shared_db, JOBS, "a", owner="w1", clock=clock, lease_s=0.03):
        clock.advance(seconds=600)
        while await shared_db.fetchval("SELECT lease_until FROM job") <= clock():  # noqa: ASYNC110 - a row
            await asyncio.sleep(0.01)
        assert await take(shared_db, clock, "w2") == []

    clock.advance(seconds=600)
    assert await take(shared_db, clock, "w2") == ["a"]


async def test_a_claim_that_another_has_taken_over_is_not_renewed(
    shared_db: Database, clock: FixedClock
) -> None:
    await plan(shared_db, clock, "a")
    await take(shared_db, clock, "slow", lease_s=60)
    clock.advance(seconds=61)
    await take(shared_db, clock, "quick", lease_s=60)
    until = await shared_db.fetchval("SELECT lease_until FROM job")

    async with kept_while_at_work(shared_db, JOBS, "a", owner="slow", clock=clock, lease_s=0.003):
        await asyncio.sleep(0.05)

    assert await shared_db.fetchval("SELECT lease_until FROM job") == until


async def test_a_claim_by_a_clock_that_was_set_back_holds_nobody_up(
    shared_db: Database, clock: FixedClock
) -> None:
    await plan(shared_db, clock, "a", "b")
    await shared_db.execute("UPDATE job SET next_at = next_at - interval '2 hours'")
    await take(shared_db, clock, "killed", limit=1, lease_s=60)
    clock.advance(hours=-1)
    await take(shared_db, clock, "alive", limit=1, lease_s=60)

    taken = await take(shared_db, clock, "next", lease_s=60)
    clock.advance(seconds=-50)  # as much as the clocks of two machines may differ

    assert (taken, await take(shared_db, clock, "third", lease_s=60)) == (["b"], [])
