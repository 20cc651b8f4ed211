"""Connections of a pool lent again at once: what comes back in order need not go through the pool."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

import asyncpg

_AT_HAND_S: Final = 60.0
"""How often all go back to the pool, which closes those that lay idle or served very long."""


class Lending:
    """Lends a pool's connections; those given back in order stay at hand for whoever asks next.

    To go through the pool takes the processor as long as a short statement: a task, and two time limits.
    """

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool
        self._at_hand: list[Any] = []
        self._waiting = 0
        self._ends = False

    async def take(self, timeout_s: float) -> Any:  # noqa: ANN401 - asyncpg's proxy carries no types
        """Return a connection; `TimeoutError` when none is free in time."""
        while self._at_hand:
            connection = self._at_hand.pop()
            if _is_in_order(connection):
                return connection
            await self._release(connection)
        self._waiting += 1
        try:
            return await self._pool.acquire(timeout=timeout_s)
        finally:
            self._waiting -= 1

    async def give_back(self, connection: Any, *, is_sound: bool) -> None:  # noqa: ANN401 - see above
        """Take it back: not sound is one whose last statement may have been cut off.

        Who waits, waits at the pool: as long as anybody does, all go there. So they do while it is closed.
        """
        if is_sound and not self._waiting and not self._ends and _is_in_order(connection):
            self._at_hand.append(connection)
        else:
            await self._release(connection)

    async def clear(self) -> None:
        """Give the pool all that is at hand."""
        while self._at_hand:
            await self._release(self._at_hand.pop())

    async def _release(self, connection: Any) -> None:  # noqa: ANN401 - see above
        """Give it to the pool, which ends one that is lost, or whose last statement does not stop in time.

        What then fails says nothing of what it was lent for.
        """
        with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await self._pool.release(connection)

    @asynccontextmanager
    async def cleared_now_and_then(self) -> AsyncIterator[None]:
        """Give the pool what is at hand once a minute, and at the end."""
        clearing = asyncio.create_task(self._clear_for_ever())
        try:
            yield
        finally:
            clearing.cancel()
            self._ends = True
            await self.clear()

    async def _clear_for_ever(self) -> None:
        while True:
            await asyncio.sleep(_AT_HAND_S)
            await self.clear()


def _is_in_order(connection: Any) -> bool:  # noqa: ANN401 - see above
    """Tell whether it is open and in no transaction; one that was lost can no longer be asked."""
    try:
        return not (connection.is_closed() or connection.is_in_transaction())
    except asyncpg.InterfaceError:
        return False
