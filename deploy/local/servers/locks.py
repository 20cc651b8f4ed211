"""Who uses the embedded servers: file locks, which the kernel lets go even after kill -9."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until no other process starts or stops the servers, then keep others out."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def claim(path: Path) -> Iterator[bool]:
    """Hold a place that one process alone may have, until this is left; False where another has it."""
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


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
