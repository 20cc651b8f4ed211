"""Who was introduced, met or known before there were connections is taken over by the migration."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import asyncpg

from services.matching.store.connections.known import Wanted, connections_of
from shared.db import Connection, Database
from shared.db.migrate import migrate
from tests.integration.matching.conftest import per
from tests.support.stores.postgres import SHARED, DsnOf, migrations_of
from tests.support.stores.postgres_server import database_url

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
_PERSON = """
INSERT INTO person (id, profile, version, updated_at, revision, traits, vectors, topic_ids, derived_by,
                    name_is_public)
VALUES ($1, $2, 1, $3, 1, '{}', '', '{}', 'test', false)
"""
_INTRODUCTION = """
INSERT INTO introduction (id, asker_id, asked_id, event_id, message, state, asked_at, expires_at, accepted_at,
                          asked_followed_at)
VALUES ('int_1', $1, $2, '', 'Hello', 'accepted', $3, $3, $3, $3)
"""
_DISMISSAL = "INSERT INTO dismissal (person_id, other_id, verdict, created_at) VALUES ($1, $2, $3, $4)"


async def furnish(conn: Connection) -> None:
    for number, name in ((1, "Ana"), (2, "Ben"), (3, "Cy")):
        await conn.execute(_PERSON, per(number), {"display_name": name}, NOW)
    await conn.execute(_INTRODUCTION, per(1), per(2), NOW)
    await conn.execute(_DISMISSAL, per(1), per(2), "know_them", NOW)
    await conn.execute(_DISMISSAL, per(1), per(3), "met", NOW)


async def test_whom_people_knew_before_is_taken_over(db_dsn: DsnOf, key_prefix: str, tmp_path: Path) -> None:
    name, before = f"before {key_prefix}", tmp_path / "migrations"
    dsn = database_url(db_dsn(SHARED), name)
    shutil.copytree(migrations_of("matching"), before)
    for later in (path for path in (before / "versions").glob("*.py") if path.name >= "0008"):
        later.unlink()
    await migrate(dsn, before)
    async with Database.open(dsn) as db, db.transaction() as conn:
        await furnish(conn)
    await migrate(dsn, migrations_of("matching"))
    async with Database.open(dsn) as db:
        found = [
            (number, one.how, one.every_days, [it.kind for it in one.meetings])
            for number in (1, 2, 3)
            for one in await connections_of(db, per(number), Wanted(9), {}, date(2026, 11, 26))
        ]
    assert [(1, "introduced", 90, []), (1, "met", 90, ["met"]), (2, "introduced", 90, ["message"])] == sorted(
        found
    )
    connection = await asyncpg.connect(database_url(dsn, "postgres"))
    await connection.execute(f'drop database "{name}" with (force)')
    await connection.close()
