"""Who uses the embedded servers: file locks, which the kernel lets go even after kill -9."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from deploy.local.trouble import Trouble

LONGEST_S = 180.0
"""Ample for a server that recovers from a crash, after another one was stopped."""
_LOOK_S = 0.05


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until no other process starts or stops the servers, then keep others out.

    Raises:
        Trouble: another one has been at it for longer than a start and a stop take.
    """
    with path.open("a") as file:
        _lock(file)
        yield


def _lock(file: IO[str]) -> None:
    deadline = time.monotonic() + LONGEST_S
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise Trouble(
                    f"Another process has been starting or stopping the servers for {LONGEST_S:g} s: end it "
                    f"(`fuser {file.name}` names it), then start again."
                ) from None
            time.sleep(_LOOK_S)
        else:
            return


@contextmanager
def claim(path: Path) -> Iterator[bool]:
    """Hold a place that one process alone may have, until this is left; False where another has it.

    The file tells by which process it is held.
    """
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            file.truncate(0)
            file.write(f"{os.getpid()}\n")
            file.flush()
            yield True


def holder(path: Path) -> int | None:
    """Return the process that holds a place; None where nobody does.

    Raises:
        Trouble: it does not tell who it is, as processes did not before this was written.
    """
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            said = file.read().strip()
            if not said.isdigit():
                raise Trouble(f"Acquaint runs on {path.parent}: stop it with Ctrl-C where it runs.") from None
            return int(said)
    return None


def join_users(path: Path) -> IO[str]:
    """Count this process among the users, until the file is closed or the process ends."""
    file = path.open("a")
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


def leave_users(file: IO[str]) -> bool:
    """Stop counting; tell whether this process was the last user."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        return True
    finally:
        file.close()
