"""Migrations create what is missing, do it once, and cost nothing when there is nothing to do."""

import asyncio
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest
from structlog.testing import capture_logs

from shared.db import Database
from shared.db.migrate import is_current, migrate
from shared.kernel.errors import AppError
from tests.support.stores.postgres import SHARED, DsnOf, migrations_of
from tests.support.stores.postgres_server import database_url

_NEWER = '''
"""Of a release to come."""

from shared.db.migrate import run_sql

revision = "0002"
down_revision = "0001"


def upgrade():
    run_sql("{sql}")
'''


_PROVIDER = "SELECT datlocprovider::text FROM pg_database WHERE datname = current_database()"


@pytest.fixture
def fresh_dsn(db_dsn: DsnOf, key_prefix: str) -> str:
    """Return the DSN of a database that is not there yet."""
    return database_url(db_dsn(SHARED), f"fresh {key_prefix}")


async def drop(dsn: str, name: str) -> None:
    connection = await asyncpg.connect(database_url(dsn, "postgres"))
    await connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    await connection.close()


async def test_several_at_once_create_the_database_and_migrate_it_once(
    fresh_dsn: str, key_prefix: str
) -> None:
    folder = migrations_of(SHARED)

    await asyncio.gather(*(migrate(fresh_dsn, folder) for _ in range(3)))
    async with Database.open(fresh_dsn) as db:
        current = await is_current(db, folder)
        jobs = await db.fetchval("SELECT count(*) FROM job")

    assert (current, jobs) == (True, 0)
    await drop(fresh_dsn, f"fresh {key_prefix}")


async def test_a_new_database_orders_by_code_point_and_folds_case_beyond_ascii(
    fresh_dsn: str, key_prefix: str
) -> None:
    await migrate(fresh_dsn, migrations_of(SHARED))

    async with Database.open(fresh_dsn) as db:
        rows = await db.fetch("SELECT letter FROM unnest('{b,Z,é,a,É}'::text[]) AS letter ORDER BY letter")
        low, provider = await db.fetchval("SELECT lower('ÉCOLE ŁÓDŹ ΑΘΗΝΑ')"), await db.fetchval(_PROVIDER)

    assert ([row["letter"] for row in rows], low, provider) == (
        ["Z", "a", "b", "É", "é"],
        "école łódź αθηνα",
        "b",
    )
    await drop(fresh_dsn, f"fresh {key_prefix}")


def newer(folder: Path, sql: str) -> Path:
    """Lay out the migrations of a release that has one more, and return where its revisions are."""
    known, versions = migrations_of(SHARED), folder / "versions"
    versions.mkdir()
    (folder / "env.py").write_text((known / "env.py").read_text())
    for path in (known / "versions").glob("*.py"):
        (versions / path.name).write_text(path.read_text())
    (versions / "0002_newer.py").write_text(_NEWER.format(sql=sql))
    return versions


async def test_a_table_in_use_is_waited_for_and_then_said(
    db_dsn: DsnOf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.db.alembic_env.LOCK_TIMEOUT", "1ms")
    monkeypatch.setattr("shared.db.migrate.LOCK_WAITS_S", (0.0,))
    newer(tmp_path, "ALTER TABLE job ADD COLUMN colour text")
    async with Database.open(db_dsn(SHARED)) as db:
        async with db.transaction() as user:
            await user.execute("LOCK TABLE job IN ACCESS SHARE MODE")
            with capture_logs() as logs, pytest.raises(AppError) as caught:
                await migrate(db_dsn(SHARED), tmp_path)
        before = await is_current(db, tmp_path)
        await migrate(db_dsn(SHARED), tmp_path)
        after = await is_current(db, tmp_path)

    assert (caught.value.code, [it["event"] for it in logs]) == ("database_in_use", ["database.awaited"])
    assert (before, after) == (False, True)


async def test_a_revision_that_breaks_leaves_nothing_behind(db_dsn: DsnOf, tmp_path: Path) -> None:
    folder = migrations_of(SHARED)
    versions = newer(tmp_path, "CREATE TABLE half (id int); INSERT INTO nowhere VALUES (1);")

    with pytest.raises(Exception, match="nowhere"):
        await migrate(db_dsn(SHARED), tmp_path)
    async with Database.open(db_dsn(SHARED)) as db:
        left = await db.fetchval("SELECT to_regclass('half')::text")
        current, behind = await is_current(db, folder), await is_current(db, tmp_path)
        for path in versions.glob("*.py"):
            path.unlink()
        await migrate(db_dsn(SHARED), tmp_path)  # of an older release, to which somebody goes back
        of_an_older_release = await is_current(db, tmp_path)

    assert (left, current, behind, of_an_older_release) == (None, True, False, True)


async def test_nothing_to_do_imports_no_alembic(db_dsn: DsnOf) -> None:
    program = (
        "import asyncio, sys; from pathlib import Path; from shared.db.migrate import migrate;"
        "asyncio.run(migrate(sys.argv[1], Path(sys.argv[2]))); print('alembic' in sys.modules)"
    )

    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", program, db_dsn(SHARED), str(migrations_of(SHARED))],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )

    assert done.stdout == "False\n"


async def test_an_unreachable_server_is_one_line_that_says_what_to_do() -> None:
    with pytest.raises(AppError) as caught:
        await migrate("postgresql://nobody:secret@127.0.0.1:1/none", migrations_of(SHARED))

    assert caught.value.code == "database_unreachable"
    assert "secret" not in str(caught.value)
