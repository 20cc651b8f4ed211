"""Statements sent ahead run in order, and a failure leaves the connection free for the roll-back."""

import pytest

from shared.db import Database, ahead_of
from shared.kernel.errors import AppError


async def test_statements_run_in_their_order_and_what_they_return_is_kept(shared_db: Database) -> None:
    async with shared_db.transaction() as conn:
        async with ahead_of(conn) as ahead:
            for number in range(20):
                await ahead.execute("select $1::int as number", number)
            early = ahead.taken()
        after = await conn.fetchval("select 7")

    assert (list(range(20)), 7) == ([row["number"] for row in early + ahead.taken()], after)
    assert len(early) >= 16, "more statements wait than may"
    assert [] == ahead.taken()


async def test_a_statement_that_takes_long_is_not_waited_for(shared_db: Database) -> None:
    lock = "select pg_advisory_xact_lock(hashtextextended('test_ahead', 0))"
    async with shared_db.transaction() as conn, ahead_of(conn) as ahead:
        async with shared_db.transaction() as other:
            await other.execute(lock)
            await ahead.execute(lock)
            await ahead.execute("select 1 as number")
            assert [] == ahead.taken()
        await ahead.settle()
        assert ahead.taken()[1]["number"] == 1


@pytest.mark.parametrize("follows", [True, False])
async def test_what_one_raises_comes_with_the_next_or_the_end(shared_db: Database, *, follows: bool) -> None:
    with pytest.raises(AppError):
        async with shared_db.transaction() as conn, ahead_of(conn) as ahead:
            await ahead.execute("select 1 / 0")
            if follows:
                await ahead.execute("select 1")

    assert await shared_db.fetchval("select 1") == 1


async def test_a_fault_of_the_maker_frees_the_connection(shared_db: Database) -> None:
    with pytest.raises(KeyError):
        async with shared_db.transaction() as conn, ahead_of(conn) as ahead:
            await ahead.execute("create table half (id int)")
            await ahead.execute("select pg_sleep(5)")
            raise KeyError

    assert await shared_db.fetchval("select to_regclass('half')") is None
