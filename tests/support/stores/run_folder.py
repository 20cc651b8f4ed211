"""One folder per test run, shared by all xdist workers, for servers that they start once together.

The process that began the run names the folder in the environment, so that its workers find it, and is the
one that stops the servers when the last of them is done.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_VARIABLE = "ACQUAINT_TEST_RUN"


def begin() -> None:
    """Name a new run; only for the process that is no xdist worker."""
    os.environ[_VARIABLE] = f"acquaint-tests-{os.getpid()}"


def run_name() -> str:
    """Return a name that no other run on this machine has at this time."""
    return os.environ[_VARIABLE]


def run_folder() -> Path:
    """Return the folder of this run, making it when it is not there."""
    folder = Path(tempfile.gettempdir()) / run_name()
    folder.mkdir(mode=0o755, exist_ok=True)
    return folder


def end() -> None:
    """Remove the folder."""
    shutil.rmtree(Path(tempfile.gettempdir()) / run_name(), ignore_errors=True)


@contextmanager
def first_only(what: str) -> Iterator[Path | None]:
    """Yield a path to write the result of `what` to, for the first process; None for all later ones.

    The others wait until the first is done; when it failed (wrote nothing) the next one tries.
    """
    result = run_folder() / f"{what}.done"
    with (run_folder() / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield None if result.exists() else result
