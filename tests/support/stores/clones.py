"""Databases of tests: copies of a template, each emptied behind one test and given to the next.

To copy a database, and to drop it, costs many times what emptying it costs. What a test changed besides rows,
such as a table or what the planner knows of it, is not mended: the copy is dropped, and the next test gets a
new one.
"""

import io
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import asyncpg

_FIRST_OF_OURS = 16384
"""Lesser ids are Postgres' own."""
_SHAPE = """
SELECT md5(string_agg(part, ',' ORDER BY part)) FROM (
    SELECT concat('class', oid, relname, relkind, reloptions, relacl) FROM pg_class WHERE oid >= $1
    UNION ALL SELECT concat('known', oid, '.', reltuples) FROM pg_class WHERE oid >= $1 AND relkind = 'r'
    UNION ALL SELECT concat('column', attrelid, '.', attnum, '.', xmin) FROM pg_attribute WHERE attrelid >= $1
    UNION ALL SELECT concat('constraint', oid, '.', xmin) FROM pg_constraint WHERE oid >= $1
    UNION ALL SELECT concat('trigger', oid, '.', xmin) FROM pg_trigger WHERE oid >= $1
    UNION ALL SELECT concat('function', oid, '.', xmin) FROM pg_proc WHERE oid >= $1
) AS parts (part)
"""
"""All but rows, and what the planner knows of these."""
_WRITTEN = """
SELECT coalesce(array_agg(quote_ident(relname)), '{}') FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0
"""
"""Tables that have a row, or had one."""
_ANALYSED = """
SELECT coalesce(array_agg(quote_ident(relname)), '{}') FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples >= 0
"""
_END_OTHERS = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_COUNT_ANEW = "SELECT setval(seqrelid, seqstart, false) FROM pg_sequence"


@dataclass(frozen=True)
class Clone:
    """One copy, and what it was when it was new."""

    name: str
    connection: asyncpg.Connection
    shape: str
    rows: dict[str, bytes]
    """Of each table that is not empty in the template, as COPY writes them."""
    analysed: list[str]
    """Tables that a migration had Postgres analyse."""


class Clones:
    """The copies that one process has on a server; `url_of` names a database of that server."""

    def __init__(self, server: asyncpg.Connection, url_of: Callable[[str], str]) -> None:
        self._server = server
        self._url_of = url_of
        self._free: defaultdict[str, list[Clone]] = defaultdict(list)
        self._open = [server]

    async def take(self, template: str) -> Clone:
        """Return a copy that is as its template is, for one test alone."""
        free = self._free[template]
        return free.pop() if free else await self._copied(template)

    async def give_back(self, template: str, clone: Clone) -> None:
        """Empty a copy for the next test, or drop it where emptying is not enough."""
        if await _emptied(clone):
            self._free[template].append(clone)
        else:
            await clone.connection.close()
            await self._server.execute(f'DROP DATABASE "{clone.name}" WITH (FORCE)')

    async def close(self) -> None:
        """Close the connections; the databases go with the run."""
        for connection in self._open:
            await connection.close()

    async def _copied(self, template: str) -> Clone:
        name = f"{template}-{uuid4().hex[:12]}"
        await self._server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        connection = await asyncpg.connect(self._url_of(name))
        self._open.append(connection)
        rows = {table: await _rows(connection, table) for table in await connection.fetchval(_WRITTEN)}
        analysed = await connection.fetchval(_ANALYSED)
        return Clone(name, connection, await connection.fetchval(_SHAPE, _FIRST_OF_OURS), rows, analysed)


async def _emptied(clone: Clone) -> bool:
    """Make a copy what it was, if rows alone were changed."""
    connection = clone.connection
    await connection.execute(_END_OTHERS)
    if await connection.fetchval(_SHAPE, _FIRST_OF_OURS) != clone.shape:
        return False
    written = await connection.fetchval(_WRITTEN)
    if written:
        await connection.execute(f"TRUNCATE {', '.join(written)} CASCADE")
    await connection.execute(_COUNT_ANEW)
    if clone.analysed:
        await connection.execute(f"ANALYZE {', '.join(clone.analysed)}")
    for table, rows in clone.rows.items():
        await connection.copy_to_table(table, source=io.BytesIO(rows))
    return True


async def _rows(connection: asyncpg.Connection, table: str) -> bytes:
    rows = io.BytesIO()
    await connection.copy_from_table(table, output=rows)
    return rows.getvalue()
