"""A bounded pool of Postgres connections on which nothing waits for ever."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from types import MappingProxyType, TracebackType
from typing import Any

import asyncpg

from shared.db.codecs import set_codecs
from shared.db.connection import Connection, Record
from shared.db.failures import LOST, REFUSED, busy, failure_of, unreachable
from shared.db.lending import Lending
from shared.db.patience import patiently
from shared.obs.metrics import DATABASE_ACQUIRE_SECONDS

CONNECT_TIMEOUT_S = 10
CLOSE_TIMEOUT_S = 5
_NONE: Mapping[str, str] = MappingProxyType({})


class Database:
    """A pool of connections to one database; open it with `Database.open`."""

    def __init__(self, pool: asyncpg.Pool, acquire_timeout_s: float) -> None:
        self._lending = Lending(pool)
        self._acquire_timeout_s = acquire_timeout_s

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        dsn: str,
        *,
        max_size: int = 8,
        acquire_timeout_s: float = 5.0,
        statement_timeout_s: float = 15.0,
        settings: Mapping[str, str] = _NONE,
    ) -> AsyncIterator["Database"]:
        """Connect, or raise `AppError("database_unreachable", UNAVAILABLE)` without showing the DSN.

        `settings` of Postgres hold for every connection.
        """
        pool = await _connect(dsn, max_size, statement_timeout_s, settings)
        database = cls(pool, acquire_timeout_s)
        try:
            async with database._lending.cleared_now_and_then():
                yield database
        finally:
            await _close(pool)

    def connection(self) -> AbstractAsyncContextManager[Connection]:
        """Lend one connection; `AppError("database_busy", UNAVAILABLE)` when none is free in time."""
        return _Loan(self._lending, self._acquire_timeout_s)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """Lend one connection inside a transaction: committed on a clean exit, else rolled back."""
        async with self.connection() as connection, connection.transaction():
            yield connection

    async def fetch(self, sql: str, *args: object) -> list[Record]:
        """Return all rows."""
        async with self.connection() as connection:
            return await connection.fetch(sql, *args)

    async def fetchrow(self, sql: str, *args: object) -> Record | None:
        """Return the first row, or None."""
        async with self.connection() as connection:
            return await connection.fetchrow(sql, *args)

    async def fetchval(self, sql: str, *args: object) -> Any:  # noqa: ANN401 - whatever the column holds
        """Return the first column of the first row, or None."""
        async with self.connection() as connection:
            return await connection.fetchval(sql, *args)

    async def execute(self, sql: str, *args: object) -> str:
        """Run a statement and return its command tag, for `affected_rows`."""
        async with self.connection() as connection:
            return await connection.execute(sql, *args)


class _Loan:
    """A connection for the length of a block; to make this of a generator takes half of a short statement."""

    __slots__ = ("_connection", "_lending", "_timeout_s")

    def __init__(self, lending: Lending, timeout_s: float) -> None:
        self._lending = lending
        self._timeout_s = timeout_s

    async def __aenter__(self) -> Connection:
        begun = time.perf_counter()
        try:
            connection: Connection = await self._lending.take(self._timeout_s)
        except TimeoutError as error:
            raise busy() from error
        except LOST as error:
            raise unreachable(error) from error
        finally:
            DATABASE_ACQUIRE_SECONDS.observe(time.perf_counter() - begun)
        self._connection = connection
        return connection

    async def __aexit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        await self._lending.give_back(self._connection, is_sound=error is None)
        if error is not None and (failure := failure_of(error)) is not None:
            raise failure from error


async def _as_it_is(connection: Connection) -> None:
    """Give a connection back as it is: nothing is set for longer than a transaction, which has been ended.

    Asyncpg's own way resets the session by a statement, a round trip for each use of a connection.
    """
    del connection


async def _connect(
    dsn: str, max_size: int, statement_timeout_s: float, settings: Mapping[str, str]
) -> asyncpg.Pool:
    settings = {
        "application_name": "acquaint",
        "statement_timeout": str(int(statement_timeout_s * 1000)),
        "timezone": "UTC",
        "jit": "off",  # our queries are short; compiling them costs more than running them
        **settings,
    }
    try:
        return await patiently(
            lambda: asyncpg.create_pool(
                dsn,
                min_size=1,
                max_size=max_size,
                init=set_codecs,
                reset=_as_it_is,
                server_settings=settings,
                timeout=CONNECT_TIMEOUT_S,
            )
        )
    except (*LOST, *REFUSED) as error:
        raise unreachable(error) from error


async def _close(pool: asyncpg.Pool) -> None:
    """Close gracefully, but never hang on a connection that somebody forgot to give back."""
    try:
        async with asyncio.timeout(CLOSE_TIMEOUT_S):
            await pool.close()
    except TimeoutError:
        pool.terminate()
