"""What the next test gets is what a new clone would be, whatever the test before did to its own."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from tests.support.stores.clones import Clone, Clones
from tests.support.stores.postgres import DsnOf
from tests.support.stores.postgres_server import database_url, server_url
from tests.support.stores.run_folder import run_name

SEEDED = "select what from learning"
ADD = """
insert into outbox (message_id, stream, payload, occurred_at) values ($1, 's', '{}', now()) returning seq
"""


def template() -> str:
    return f"{run_name()}-matching"


@pytest.fixture
async def clones(db_dsn: DsnOf) -> AsyncIterator[Clones]:
    db_dsn("matching")  # its template is there
    opened = Clones(await asyncpg.connect(server_url()), lambda name: database_url(server_url(), name))
    yield opened
    await opened.close()


async def given_back(clones: Clones, clone: Clone, *statements: str) -> Clone:
    """Do this to a clone, give it back with its user still there, and take one again."""
    user = await asyncpg.connect(database_url(server_url(), clone.name))
    for statement in statements:
        await user.execute(statement)
    await clones.give_back(template(), clone)
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError)):
        await user.fetchval("select 1")
    return await clones.take(template())


async def test_rows_and_counters_are_as_they_were(clones: Clones) -> None:
    clone = await clones.take(template())
    first = await clone.connection.fetchval(ADD, "a")
    again = await given_back(clones, clone, "delete from learning", "insert into own_key values ('k', 'v')")

    assert again is clone
    assert ["weights"] == [row["what"] for row in await again.connection.fetch(SEEDED)]
    assert 0 == await again.connection.fetchval("select count(*) from own_key")
    assert first == await again.connection.fetchval(ADD, "b")
    assert clone is await given_back(clones, again)


@pytest.mark.parametrize(
    "change",
    [
        "create table planted (id int)",
        "alter table outbox add column planted int",
        "alter table outbox drop constraint outbox_pkey",
        "create function planted() returns int language sql as 'select 1'",
        "insert into own_key values ('k', 'v'); analyze own_key",
        "analyze inbox",
    ],
)
async def test_what_is_not_mended_is_dropped(clones: Clones, change: str) -> None:
    clone = await clones.take(template())
    again = await given_back(clones, clone, change)

    assert again.name != clone.name
    left = "select count(*) from pg_database where datname = $1"
    assert 0 == await again.connection.fetchval(left, clone.name)
    assert again.shape == clone.shape
