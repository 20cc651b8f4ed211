"""Fixtures: a migrated template database per service and run, a fast clone of it per test."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from shared.db import Database
from shared.db.migrate import migrate
from tests.support.postgres_server import database_url, server_url
from tests.support.run_folder import first_only, run_name

ROOT = Path(__file__).parents[2]
SHARED = "shared"
"""The name under which the tables of `shared.db` alone are migrated."""

DsnOf = Callable[[str], str]
"""Given a service's name, the DSN of this test's own clone of its database."""


def migrations_of(service: str) -> Path:
    """Return the folder of a service's migrations, by convention."""
    if service == SHARED:
        return ROOT / "tests" / "support" / "migrations"
    return ROOT / "services" / service / "migrations"


@pytest.fixture
def db_dsn() -> Iterator[DsnOf]:
    """Return a function that clones a service's template once per test and returns the clone's DSN."""
    clones: dict[str, str] = {}

    def dsn_of(service: str) -> str:
        if service not in clones:
            clones[service] = _clone(service)
        return database_url(server_url(), clones[service])

    yield dsn_of
    for name in clones.values():
        _admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
async def events_db(db_dsn: DsnOf) -> AsyncIterator[Database]:
    """Open this test's own events database."""
    async with Database.open(db_dsn("events")) as db:
        yield db


@pytest.fixture
async def matching_db(db_dsn: DsnOf) -> AsyncIterator[Database]:
    """Open this test's own matching database."""
    async with Database.open(db_dsn("matching")) as db:
        yield db


@pytest.fixture
async def gateway_db(db_dsn: DsnOf) -> AsyncIterator[Database]:
    """Open this test's own gateway database."""
    async with Database.open(db_dsn("gateway")) as db:
        yield db


@pytest.fixture
async def shared_db(db_dsn: DsnOf) -> AsyncIterator[Database]:
    """Open a database with an outbox, an inbox and a table of due jobs."""
    async with Database.open(db_dsn(SHARED)) as db:
        yield db


def drop_all() -> None:
    """Drop every database that this run made on a server that outlives it."""
    _run(_drop_all())


def _template(service: str) -> str:
    name = f"{run_name()}-{service}"
    with first_only(f"template-{service}") as result:
        if result is not None:
            _run(migrate(database_url(server_url(), name), migrations_of(service)))
            result.touch()
    return name


def _clone(service: str) -> str:
    template = _template(service)
    name = f"{template}-{uuid4().hex[:12]}"
    _admin(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
    return name


def _admin(sql: str) -> None:
    async def execute() -> None:
        connection = await asyncpg.connect(server_url())
        try:
            await connection.execute(sql)
        finally:
            await connection.close()

    _run(execute())


async def _drop_all() -> None:
    connection = await asyncpg.connect(server_url())
    try:
        mine = "SELECT datname FROM pg_database WHERE starts_with(datname, $1)"
        for row in await connection.fetch(mine, f"{run_name()}-"):
            await connection.execute(f'DROP DATABASE IF EXISTS "{row["datname"]}" WITH (FORCE)')
    finally:
        await connection.close()


def _run(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end on a thread of its own, so that the test's event loop is never touched."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()
