"""A bounded pool of Postgres connections on which nothing waits for ever."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import Any

import asyncpg

from shared.db.codecs import set_codecs
from shared.db.connection import Connection, Record
from shared.db.failures import LOST, NOT_STORABLE, REFUSED, busy, full, not_storable, slow, unreachable
from shared.db.lending import Lending
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

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """Lend one connection; `AppError("database_busy", UNAVAILABLE)` when none is free in time."""
        connection = await self._acquire()
        is_sound = False
        try:
            yield connection
            is_sound = True
        except LOST as error:
            raise unreachable(error) from error
        except asyncpg.QueryCanceledError as error:
            raise slow() from error
        except asyncpg.DiskFullError as error:
            raise full() from error
        except NOT_STORABLE as error:
            raise not_storable() from error
        finally:
            await self._lending.give_back(connection, is_sound=is_sound)

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
        """Run a statement and return Postgres' command tag, such as `UPDATE 3`."""
        async with self.connection() as connection:
            return await connection.execute(sql, *args)

    async def _acquire(self) -> Any:  # noqa: ANN401 - asyncpg's proxy carries no types
        begun = time.perf_counter()
        try:
            return await self._lending.take(self._acquire_timeout_s)
        except TimeoutError as error:
            raise busy() from error
        except LOST as error:
            raise unreachable(error) from error
        finally:
            DATABASE_ACQUIRE_SECONDS.observe(time.perf_counter() - begun)


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
        return await asyncpg.create_pool(
            dsn,
            min_size=1,
            max_size=max_size,
            init=set_codecs,
            reset=_as_it_is,
            server_settings=settings,
            timeout=CONNECT_TIMEOUT_S,
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
