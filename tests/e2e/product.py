"""The product as processes: `acquaint up`, or every role apart, on real sockets; and a small set of feeds."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from deploy.samples.generate import sample_files

ROOT = Path(__file__).parents[2]
PATIENCE_S = 240
Found = TypeVar("Found")
KEEP = ("feeds/health.rss", "pages/health.html", "calendars/america.ics")


def small_feeds(folder: Path) -> Path:
    """Write three of the sample feeds, so that a start is quick."""
    today = datetime.now(UTC).date()  # noqa: TID251 - the product that is run reads the real clock too
    for path, body in sample_files(today).items():
        if path in KEEP:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(body)
    return folder


def eventually(look: Callable[[], Found | None]) -> Found:
    """Look until something is found; fail with the last look after a generous while."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"{look} found nothing within {PATIENCE_S} s")


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def acquaint(*words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    command = [sys.executable, "-c", "from deploy.local.cli import app; app()", *words]
    return subprocess.run(  # noqa: S603 - our own words
        command, cwd=ROOT, env={**os.environ, **(env or {})}, capture_output=True, text=True, check=False
    )


def started(words: list[str], log: Path, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start a process whose output goes to a file."""
    with log.open("ab") as out:
        return subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, *words], cwd=ROOT, env={**os.environ, **(env or {})}, stdout=out, stderr=out
        )


def up(data: Path, sources: Path, log: Path) -> subprocess.Popen[bytes]:
    """Start the one-process product on a free port."""
    command = "from deploy.local.cli import app; app()"
    words = ["-c", command, "up", "--port", "0", "--data", str(data), "--sources", str(sources)]
    return started(words, log)


def address_in(log: Path) -> str:
    """Wait until the one-process product says where it is."""
    marker = "Acquaint is at "
    line = eventually(lambda: next((x for x in log.read_text().splitlines() if marker in x), None))
    return line.partition(marker)[2].split()[0]


@contextmanager
def ended(*processes: subprocess.Popen[bytes]) -> Iterator[None]:
    """End the processes by SIGTERM on the way out, and see them go."""
    try:
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
