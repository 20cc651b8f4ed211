import asyncio
import os
import signal
import subprocess
import sys

import asyncpg
import psutil
import pytest
from redis.asyncio import Redis
from rich.console import Console

from deploy.local.folders import DataFolder
from deploy.local.servers import postgres, valkey
from deploy.local.servers.ended import lives, wait_ended
from deploy.local.servers.stack import Stack, open_stack, revive, without_password
from deploy.local.stop import stop
from deploy.local.trouble import Trouble

HOLD = """
import sys, time
from pathlib import Path
from deploy.local.folders import prepare
from deploy.local.servers.locks import claim
from deploy.local.servers.stack import open_stack
folder = prepare(Path(sys.argv[1]))
folder.scope("samples").mkdir()
with claim(folder.scope("samples") / ".running"), open_stack(folder):
    print("open", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def folder(data_folder: DataFolder) -> DataFolder:
    return data_folder


def test_stop_ends_whoever_serves_wherever_it_was_started_and_then_the_stores(folder: DataFolder) -> None:
    with pytest.raises(Trouble, match="Nothing was started"):
        stop(folder.root, Console(quiet=True))
    with _held_open(folder) as served:
        stop(folder.root, Console(quiet=True))

    assert served.returncode == -signal.SIGTERM
    assert (postgres.is_running(folder.postgres), valkey.is_running(folder.valkey)) == (False, False)


async def _count(stack: Stack) -> int:
    connection = await asyncpg.connect(stack.server_url)
    try:
        await connection.execute("CREATE TABLE IF NOT EXISTS seen (at timestamptz DEFAULT now())")
        await connection.execute("INSERT INTO seen DEFAULT VALUES")
        return int(await connection.fetchval("SELECT count(*) FROM seen"))
    finally:
        await connection.close()


async def _ping(stack: Stack) -> bool:
    async with Redis.from_url(stack.redis_url) as redis:
        return bool(await redis.ping())


def _held_open(folder: DataFolder) -> subprocess.Popen[str]:
    holder = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", HOLD, str(folder.root)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    return holder


def _kill(holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.communicate()


def test_data_stays_between_starts_and_servers_stop_with_the_last_user(folder: DataFolder) -> None:
    counts = []
    for _ in range(2):
        with open_stack(folder) as stack, open_stack(folder) as again:
            assert stack == again
            counts.append(asyncio.run(_count(stack)))
            assert asyncio.run(_ping(stack))

    assert counts == [1, 2]
    assert not (folder.postgres / "postmaster.pid").exists()


def test_servers_orphaned_by_a_kill_are_found_again(folder: DataFolder) -> None:
    _kill(_held_open(folder))
    orphan = (folder.postgres / "postmaster.pid").read_text().splitlines()[0]

    with open_stack(folder) as stack:
        assert (folder.postgres / "postmaster.pid").read_text().splitlines()[0] == orphan
        assert asyncio.run(_count(stack)) == 1


def test_everything_killed_at_once_starts_again_from_stale_pid_files(folder: DataFolder) -> None:
    holder = _held_open(folder)
    postgres = int((folder.postgres / "postmaster.pid").read_text().splitlines()[0])
    valkey = int((folder.valkey / "valkey.pid").read_text())
    for pid in (postgres, valkey):
        os.kill(pid, signal.SIGKILL)
    _kill(holder)

    with open_stack(folder) as stack:
        assert asyncio.run(_count(stack)) == 1
        assert asyncio.run(_ping(stack))


def test_servers_that_were_killed_while_used_are_started_again_with_what_they_held(
    folder: DataFolder,
) -> None:
    with open_stack(folder) as stack:
        kept = asyncio.run(_count(stack))
        assert revive(folder, keep_postgres=False, keep_valkey=False) == ()
        servers = [
            psutil.Process(int((folder.postgres / "postmaster.pid").read_text().splitlines()[0])),
            psutil.Process(int((folder.valkey / "valkey.pid").read_text())),
        ]
        for server in servers:
            server.kill()
        wait_ended(servers, 60)

        assert revive(folder, keep_postgres=False, keep_valkey=False) == ("Postgres", "Valkey")
        assert asyncio.run(_count(stack)) == kept + 1
        assert asyncio.run(_ping(stack))


def test_a_pid_file_that_names_a_stranger_is_not_believed(folder: DataFolder) -> None:
    with open_stack(folder):
        pass
    lines = [str(os.getpid()), str(folder.postgres), "0", "5432", str(folder.postgres), "", "0 0", "ready"]
    (folder.postgres / "postmaster.pid").write_text("\n".join(lines))

    with open_stack(folder) as stack:
        assert asyncio.run(_count(stack)) == 1


def test_who_has_ended_is_not_waited_for_though_nobody_asked_how() -> None:
    with subprocess.Popen(["/bin/sleep", "600"]) as child:
        ended = psutil.Process(child.pid)
        assert lives(ended)
        child.kill()
        wait_ended((ended,), 60)

        assert (lives(ended), ended.status()) == (False, psutil.STATUS_ZOMBIE)


@pytest.mark.parametrize("url", ["mysql://x/y", "localhost:5432", "garbage"])
def test_a_database_url_of_another_kind_is_refused_before_anything_starts(
    folder: DataFolder, url: str
) -> None:
    with (
        pytest.raises(Trouble, match="DATABASE_URL is not a Postgres URL"),
        open_stack(folder, database_url=url),
    ):
        pass


def test_a_shown_url_has_no_password() -> None:
    assert without_password("postgresql://me:secret@host:5432/db") == "postgresql://me:***@host:5432/db"
