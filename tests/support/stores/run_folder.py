"""One folder per test run, shared by all xdist workers, for servers that they start once together.

The process that began the run names the folder in the environment, so that its workers find it, and is the
one that stops the servers when the last of them is done. It lies in memory where there is room: to copy and
to empty databases is to make and to remove files by the hundred, which on a disk takes many times as long.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_VARIABLE = "ACQUAINT_TEST_RUN"
_MEMORY = Path("/dev/shm")  # noqa: S108 - what is made there has the name of its process, or a random one
_ROOM = 2_000_000_000


def begin() -> None:
    """Name a new run; only for the process that is no xdist worker."""
    folder = in_memory() or Path(tempfile.gettempdir())
    os.environ[_VARIABLE] = str(folder / f"acquaint-tests-{os.getpid()}")


def in_memory() -> Path | None:
    """Return a folder on no disk, where there is one with room: a new cluster waits seconds for a disk."""
    is_there = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM
    return _MEMORY if is_there else None


def run_name() -> str:
    """Return a name that no other run on this machine has at this time."""
    return _folder().name


def run_folder() -> Path:
    """Return the folder of this run, making it when it is not there."""
    folder = _folder()
    folder.mkdir(mode=0o755, exist_ok=True)
    return folder


def end() -> None:
    """Remove the folder."""
    shutil.rmtree(_folder(), ignore_errors=True)


@contextmanager
def first_only(what: str) -> Iterator[Path | None]:
    """Yield a path to write the result of `what` to, for the first process; None for all later ones.

    The others wait until the first is done; when it failed (wrote nothing) the next one tries.
    """
    result = run_folder() / f"{what}.done"
    with (run_folder() / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield None if result.exists() else result


def _folder() -> Path:
    return Path(os.environ[_VARIABLE])
