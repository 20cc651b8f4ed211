"""Fixtures: a migrated template database per service and run, and a clone of it for each test."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from functools import cache, partial
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

import asyncpg
import pytest

from shared.db import Database
from shared.db.migrate import migrate
from tests.support.stores.clones import Clone, Clones
from tests.support.stores.postgres_server import database_url, server_url
from tests.support.stores.run_folder import first_only, run_name

Result = TypeVar("Result")
ROOT = Path(__file__).parents[3]
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
    """Return a function that gives this test a clone of a service's template and returns the clone's DSN."""
    taken: dict[str, Clone] = {}

    def dsn_of(service: str) -> str:
        if service not in taken:
            template = _template(service)
            taken[service] = _run(_clones().take(template))
        return database_url(server_url(), taken[service].name)

    yield dsn_of
    for service, clone in taken.items():
        _run(_clones().give_back(_template(service), clone))


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


def close() -> None:
    """Close what this process holds open between its tests."""
    if _clones.cache_info().currsize:
        _run(_clones().close())


def drop_all() -> None:
    """Drop every database that this run made on a server that outlives it."""
    _run(_drop_all())


@cache
def _template(service: str) -> str:
    name = f"{run_name()}-{service}"
    with first_only(f"template-{service}") as result:
        if result is not None:
            _run(migrate(database_url(server_url(), name), migrations_of(service)))
            result.touch()
    return name


@cache
def _clones() -> Clones:
    async def opened() -> Clones:
        return Clones(await asyncpg.connect(server_url()), partial(database_url, server_url()))

    return _run(opened())


async def _drop_all() -> None:
    connection = await asyncpg.connect(server_url())
    try:
        mine = "SELECT datname FROM pg_database WHERE starts_with(datname, $1)"
        for row in await connection.fetch(mine, f"{run_name()}-"):
            await connection.execute(f'DROP DATABASE IF EXISTS "{row["datname"]}" WITH (FORCE)')
    finally:
        await connection.close()


def _run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run to the end on a thread of its own, so that the test's event loop is never touched."""
    return asyncio.run_coroutine_threadsafe(work, _loop()).result()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, name="test databases", daemon=True).start()
    return loop
