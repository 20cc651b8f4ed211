"""Statements sent ahead run in order, and a failure leaves the connection free for the roll-back."""

import pytest

from shared.db import Database, ahead_of
from shared.kernel.errors import AppError


async def test_statements_run_in_their_order_and_what_they_return_is_kept(shared_db: Database) -> None:
    async with shared_db.transaction() as conn:
        async with ahead_of(conn) as ahead:
            for number in range(3):
                await ahead.execute("select $1::int as number", number)
            early = ahead.taken()
        after = await conn.fetchval("select 7")

    rest = ahead.taken()
    assert ([0, 1], [2], 7) == ([row["number"] for row in early], [row["number"] for row in rest], after)
    assert [] == ahead.taken()


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
