"""A connection that cannot be given back in order is no failure of what it was lent for."""

import asyncio

import pytest

from shared.db.pool import Database
from shared.kernel.errors import AppError


class StuckPool:
    """Lends what cannot be stopped in time, as asyncpg tells it of a statement that was cut off."""

    def __init__(self) -> None:
        self.released = 0

    async def acquire(self, *, timeout: float) -> "StuckPool":
        del timeout
        return self

    async def release(self, connection: "StuckPool") -> None:
        del connection
        self.released += 1
        raise TimeoutError


@pytest.mark.parametrize(
    ("raised", "told"),
    [(asyncio.CancelledError(), asyncio.CancelledError), (ConnectionResetError(), AppError)],
)
async def test_what_failed_is_told_and_not_how_it_was_given_back(
    raised: BaseException, told: type[BaseException]
) -> None:
    pool = StuckPool()
    with pytest.raises(told):
        async with Database(pool, 1.0).connection():
            raise raised

    assert pool.released == 1
