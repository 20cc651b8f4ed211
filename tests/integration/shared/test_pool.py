"""The pool: codecs, transactions, and that nobody waits for ever."""

import asyncio

import asyncpg
import numpy as np
import pytest

from shared.db import Database, pool
from shared.kernel.errors import AppError, Kind
from tests.support.stores.postgres import SHARED, DsnOf

_SESSION = "select pg_backend_pid()"
_LENT = "select count(*) from pg_stat_activity where application_name = 'lent'"


async def test_json_and_vectors_come_back_as_they_went(shared_db: Database) -> None:
    document = {"name": "Ünal", "tags": ["a", 1, None]}
    vector = np.linspace(-1, 1, 256, dtype=np.float32)

    row = await shared_db.fetchrow("SELECT $1::jsonb AS document, $2::vector AS vector", document, vector)

    assert row is not None
    assert document == row["document"]
    assert row["vector"].dtype == np.float32
    np.testing.assert_array_equal(vector, row["vector"])


async def test_a_transaction_that_raises_leaves_nothing(shared_db: Database) -> None:
    with pytest.raises(LookupError):
        async with shared_db.transaction() as conn:
            await conn.execute("INSERT INTO applied VALUES ('m', 1)")
            raise LookupError

    assert await shared_db.fetchval("SELECT count(*) FROM applied") == 0


async def test_acquire_gives_up_in_time_and_recovers(db_dsn: DsnOf) -> None:
    async with Database.open(db_dsn(SHARED), max_size=1, acquire_timeout_s=0.5) as db:
        async with db.connection():
            with pytest.raises(AppError) as caught:
                await db.fetchval("SELECT 1")

        assert (caught.value.code, caught.value.kind) == ("database_busy", Kind.UNAVAILABLE)
        assert await db.fetchval("SELECT 1") == 1


async def test_a_hundred_cancelled_waiters_leak_no_connection(db_dsn: DsnOf) -> None:
    async with Database.open(db_dsn(SHARED), max_size=1) as db:
        async with db.connection():
            waiters = [asyncio.create_task(db.fetchval("SELECT 1")) for _ in range(100)]
            await asyncio.sleep(0)
            for waiter in waiters:
                waiter.cancel()
            await asyncio.gather(*waiters, return_exceptions=True)

        assert await db.fetchval("SELECT 1") == 1


async def test_a_slow_statement_is_an_unavailable_database(db_dsn: DsnOf) -> None:
    async with Database.open(db_dsn(SHARED), statement_timeout_s=0.3) as db:
        with pytest.raises(AppError) as caught:
            await db.execute("SELECT pg_sleep(30)")

    assert (caught.value.code, caught.value.kind) == ("database_slow", Kind.UNAVAILABLE)


async def test_a_full_disk_is_told_with_what_to_do(db_dsn: DsnOf) -> None:
    async with Database.open(db_dsn(SHARED)) as db:
        with pytest.raises(AppError) as caught:
            await db.execute("do $$ begin raise exception using errcode = 'disk_full'; end $$")

    assert (caught.value.code, caught.value.kind) == ("database_full", Kind.UNAVAILABLE)
    assert "make room" in caught.value.detail


@pytest.mark.parametrize(
    "dsn",
    ["postgresql://nobody:secret@127.0.0.1:1/none", "not a url", "postgresql:///x?host=/nowhere/at/all"],
)
async def test_an_unreachable_database_is_said_without_the_password(dsn: str) -> None:
    with pytest.raises(AppError) as caught:
        async with Database.open(dsn):
            pass

    assert caught.value.code == "database_unreachable"
    assert caught.value.detail == (
        "The database does not answer; try again in a moment. Whoever runs this finds the reason in the log."
    )
    assert caught.value.in_full.endswith("; check that it runs and that its URL is right)")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_what_a_transaction_sets_ends_with_it_and_one_left_open_is_rolled_back(db_dsn: DsnOf) -> None:
    async with Database.open(db_dsn(SHARED), max_size=1) as db:
        async with db.transaction() as conn:
            await conn.execute("select set_config('enable_seqscan', 'off', true)")
        async with db.connection() as conn:
            await conn.execute("begin; create table left_open (id int)")
        found = await db.fetchrow(
            "select current_setting('enable_seqscan') as scans, to_regclass('left_open') as made"
        )

    assert {"scans": "on", "made": None} == dict(found or {})


async def test_what_comes_back_in_order_is_lent_again_and_nothing_else(db_dsn: DsnOf) -> None:
    async with Database.open(db_dsn(SHARED), max_size=1) as db:
        first = await db.fetchval(_SESSION)
        assert first == await db.fetchval(_SESSION)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await db.fetchval("select pg_sleep(30)")
        assert first == await db.fetchval(_SESSION)
        with pytest.raises(AppError):
            await db.execute("select pg_terminate_backend(pg_backend_pid())")
        assert first != await db.fetchval(_SESSION)
        assert 1 == len(db._lending._at_hand)
    assert [] == db._lending._at_hand


async def test_one_that_was_lost_while_at_hand_is_not_lent(shared_db: Database, db_dsn: DsnOf) -> None:
    async with Database.open(db_dsn(SHARED), max_size=1) as db:
        first = await db.fetchval(_SESSION)
        assert await shared_db.fetchval("select pg_terminate_backend($1, 5000)", first)
        await asyncio.sleep(0.05)  # until its end is heard
        assert first != await db.fetchval(_SESSION)


async def test_all_at_hand_go_back_to_the_pool_now_and_then(
    shared_db: Database, db_dsn: DsnOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.db.lending._AT_HAND_S", 0.02)
    async with Database.open(db_dsn(SHARED), max_size=3, settings={"application_name": "lent"}) as db:
        await asyncio.gather(*[db.fetchval("select pg_sleep(0.05)") for _ in range(3)])
        while db._lending._at_hand:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)
        assert 3 == await shared_db.fetchval(_LENT)
        assert [1] * 4 == await asyncio.gather(*[db.fetchval("select 1") for _ in range(4)])


async def test_whoever_waits_is_served_before_anything_lies_at_hand(db_dsn: DsnOf) -> None:
    async with Database.open(db_dsn(SHARED), max_size=1) as db:
        async with db.connection():
            waiting = [asyncio.create_task(db.fetchval("select 1")) for _ in range(5)]
            await asyncio.sleep(0)
        assert [1] * 5 == await asyncio.wait_for(asyncio.gather(*waiting), 5)


async def test_one_that_comes_back_while_the_pool_closes_lets_it_end(
    db_dsn: DsnOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off = list[asyncpg.Pool]()
    monkeypatch.setattr(asyncpg.Pool, "terminate", cut_off.append)
    monkeypatch.setattr(pool, "CLOSE_TIMEOUT_S", 2)
    begun = asyncio.Event()

    async def use(db: Database) -> None:
        async with db.connection() as conn:
            begun.set()
            await conn.execute("select pg_sleep(0.2)")

    async with Database.open(db_dsn(SHARED)) as db:
        using = asyncio.create_task(use(db))
        await begun.wait()

    await using
    assert cut_off == []
