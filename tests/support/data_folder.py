"""A data folder of this test's own, in which the product keeps its embedded Postgres and Valkey."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.folders import DataFolder, prepare
from deploy.local.servers.stack import stop_left_over

_MEMORY = Path("/dev/shm")  # noqa: S108 - whatever is made there has a random name
_ROOM = 2_000_000_000


@pytest.fixture
def data_folder() -> Iterator[DataFolder]:
    """Make a folder, and stop what a killed product left running in it."""
    # its path is short, since sockets lie in it
    with tempfile.TemporaryDirectory(prefix="acq", dir=_in_memory()) as name:
        found = prepare(Path(name))
        yield found
        stop_left_over(found)


def _in_memory() -> Path | None:
    """Return a folder on no disk, where there is one with room: a new cluster waits seconds for a disk."""
    is_there = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM
    return _MEMORY if is_there else None
