"""Statements sent ahead: the database works on one while the next is still being made."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from shared.db.connection import Connection, Record


class Ahead:
    """One statement at a time, in order; what one raises is raised with the next, or at the end."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._running: asyncio.Task[list[Record]] | None = None
        self._rows: list[Record] = []

    async def execute(self, query: str, *args: object) -> None:
        """Wait for the statement before, then send this one and do not wait for it."""
        await self.settle()
        self._running = asyncio.create_task(self._conn.fetch(query, *args))
        await asyncio.sleep(0)  # it is sent now, not when its maker rests next

    async def settle(self) -> None:
        """Wait until the connection is free again."""
        running, self._running = self._running, None
        if running is not None:
            self._rows += await running

    def taken(self) -> list[Record]:
        """Return what has come back since this was asked last; all the rest once the block is left."""
        rows, self._rows = self._rows, []
        return rows

    async def drop(self) -> None:
        """Free the connection for a roll-back, whatever the last statement came to."""
        running, self._running = self._running, None
        if running is not None:
            running.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await running


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
