"""Statements sent ahead: the database works on some while the next are still being made."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from shared.db.connection import Connection, Record

_MOST_WAITING = 4
"""Statements that are not done yet: enough that neither side waits for the other while both have work."""


class Ahead:
    """One statement at a time, in order; what one raises is raised with a later one, or at the end."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._waiting: deque[asyncio.Task[list[Record]]] = deque()
        self._rows: list[Record] = []

    async def execute(self, query: str, *args: object) -> None:
        """Have this run after those before, and wait for none of it unless too many wait."""
        while len(self._waiting) >= _MOST_WAITING:
            await self._next_done()
        before = self._waiting[-1] if self._waiting else None
        self._waiting.append(asyncio.create_task(self._run(before, query, args)))
        await asyncio.sleep(0)  # it is sent now, not when its maker rests next

    async def settle(self) -> None:
        """Wait until the connection is free again."""
        while self._waiting:
            await self._next_done()

    def taken(self) -> list[Record]:
        """Return what has come back since this was asked last; all the rest once the block is left."""
        while self._waiting and self._waiting[0].done():
            self._rows += self._waiting.popleft().result()
        rows, self._rows = self._rows, []
        return rows

    async def drop(self) -> None:
        """Free the connection for a roll-back, whatever the statements came to."""
        while self._waiting:
            last = self._waiting.pop()
            last.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await last

    async def _next_done(self) -> None:
        self._rows += await self._waiting.popleft()

    async def _run(
        self, before: asyncio.Task[list[Record]] | None, query: str, args: tuple[object, ...]
    ) -> list[Record]:
        if before is not None:
            await before
        return await self._conn.fetch(query, *args)


@asynccontextmanager
async def ahead_of(conn: Connection) -> AsyncIterator[Ahead]:
    """Send statements of a transaction ahead; the connection is for nothing else meanwhile."""
    ahead = Ahead(conn)
    try:
        yield ahead
        await ahead.settle()
    except BaseException:
        await ahead.drop()
        raise
