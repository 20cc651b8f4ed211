"""The embedded Postgres: the wheel's binaries over a folder, found again or recovered after any end."""

import os
import pwd
import shutil
import socket
import struct
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psutil

from deploy.local.servers.ended import wait_ended
from deploy.local.servers.pg_wheel import PostgresServer, find_suitable_socket_dir, pgexec
from deploy.local.servers.postgres_settings import memory_here, settings
from deploy.local.trouble import Trouble

START_S = 60
"""Recovery after kill -9 replays the log; this is ample for it."""
_ANSWER_S = 1.0
_ROOM_MB = 200
"""A new cluster takes half of it before it holds an event, and logs and letters lie beside it."""
_SSL_REQUEST = struct.pack("!ii", 8, 80877103)
"""The message SSLRequest of the Postgres protocol: its length and its code."""


def start(data: Path) -> str:
    """Make the cluster if there is none, start its server or find it running; return its URL.

    Raises:
        Trouble: the server did not start; the message names its log.
    """
    if not (data / "PG_VERSION").exists():
        _create(data)
    server = PostgresServer(data, cleanup_mode=None)
    server.ensure_pgdata_inited()
    if (socket_folder := _wait_ready(data)) is None:
        _clear_remains(data)
        _launch(server, data)
        socket_folder = _wait_ready(data)
    if socket_folder is None:
        raise _not_ready(data)
    return f"postgresql://postgres@/postgres?host={socket_folder}"


def stop(data: Path) -> None:
    """Stop the server, letting go of open connections; quiet when it does not run."""
    if not is_running(data):
        return
    server = PostgresServer(data, cleanup_mode=None)
    arguments = ("-w", "-m", "fast", "-D", str(data), "stop")
    with suppress(subprocess.SubprocessError):
        pgexec("pg_ctl", arguments, bin_path=server.bin_path, user=server.system_user)


def _create(data: Path) -> None:
    """Lay the cluster out beside its place and move it there whole, so that a kill leaves no half of one."""
    draft = data.with_name(f"{data.name}.new")
    for leftover in (draft, data):
        shutil.rmtree(leftover, ignore_errors=True)
    if (free_mb := shutil.disk_usage(data.parent).free // 1_000_000) < _ROOM_MB:
        raise Trouble(
            f"{data.parent} has {free_mb} MB left, and a new Postgres cluster needs {_ROOM_MB}: "
            "make room there, or choose another folder with --data DIR."
        )
    draft.mkdir()
    try:
        PostgresServer(draft, cleanup_mode=None).ensure_pgdata_inited()
    except (subprocess.SubprocessError, OSError) as error:
        raise Trouble(
            f"Could not create a Postgres cluster in {data.parent} ({error}): "
            "give a running Postgres with DATABASE_URL, or choose another folder with --data DIR."
        ) from error
    draft.rename(data)


def _launch(server: PostgresServer, data: Path) -> None:
    socket_folder = find_suitable_socket_dir(data, server.runtime_path)
    _open_to_server(socket_folder, data)
    for leftover in (".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
        (socket_folder / leftover).unlink(missing_ok=True)
    chosen = " ".join(f"-c {name}={value}" for name, value in settings(memory_here()).items())
    options = f'-h "" -k {socket_folder} {chosen}'
    log = data / "log"
    arguments = ("-w", "-t", str(START_S), "-o", options, "-l", str(log), "-D", str(data), "start")
    try:
        # a session of its own, so that Ctrl-C at the terminal reaches only us
        pgexec("pg_ctl", arguments, bin_path=server.bin_path, user=server.system_user, start_new_session=True)
    except subprocess.SubprocessError as error:
        raise Trouble(
            f"The embedded Postgres did not start: read {log}, or give a running Postgres with DATABASE_URL."
        ) from error


def _open_to_server(socket_folder: Path, data: Path) -> None:
    """Let the server's own user, when we are root, write its socket in a folder outside the cluster."""
    if os.geteuid() == 0 and socket_folder != data:
        owner = pwd.getpwnam("pgserver")
        os.chown(socket_folder, owner.pw_uid, owner.pw_gid)


def _pid_lines(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def is_running(data: Path) -> bool:
    """Tell whether the process named in the pid file is truly this cluster's server, and lives."""
    lines = _pid_lines(data)
    return bool(lines) and lines[0].strip().isdigit() and _is_ours(int(lines[0]), data)


def _is_ours(pid: int, data: Path) -> bool:
    try:
        process = psutil.Process(pid)
        return process.name() == "postgres" and Path(process.cwd()) == data
    except psutil.Error:
        return False


def _clear_remains(data: Path) -> None:
    """End orphaned backends of a killed server and drop its pid file, which may name a stranger by now."""
    orphans = [process for process in psutil.process_iter() if _is_ours(process.pid, data)]
    for process in orphans:
        with suppress(psutil.Error):
            process.kill()
    wait_ended(orphans, START_S)
    (data / "postmaster.pid").unlink(missing_ok=True)


def _wait_ready(data: Path) -> str | None:
    """Wait for the server's own word that it is ready; return its socket's folder.

    None where no server runs, or where it ends meanwhile: one that was killed a moment ago still looks alive.
    """
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        if not is_running(data):
            return None
        lines = _pid_lines(data)
        is_ready = len(lines) > 7 and lines[7].strip() == "ready"  # noqa: PLR2004 - the layout of postmaster.pid
        if is_ready and _answers(lines[4].strip()):
            return lines[4].strip()
        time.sleep(0.05)
    raise _not_ready(data)


def _answers(socket_folder: str) -> bool:
    """Ask for encryption, which costs one byte to refuse: a server that is dying still takes connections."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(_ANSWER_S)
            line.connect(f"{socket_folder}/.s.PGSQL.5432")
            line.sendall(_SSL_REQUEST)
            return line.recv(1) in (b"N", b"S")
    except OSError:
        return False


def _not_ready(data: Path) -> Trouble:
    return Trouble(f"The embedded Postgres is not ready after {START_S} s: read {data / 'log'}.")
