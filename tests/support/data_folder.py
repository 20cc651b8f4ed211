"""A data folder of one's own, in which the product keeps its embedded Postgres and Valkey."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.local.folders import DataFolder, prepare
from deploy.local.servers.stack import stop_left_over
from tests.support.stores.run_folder import in_memory


@pytest.fixture
def data_folder() -> Iterator[DataFolder]:
    """Make a folder for one test."""
    with own_folder() as found:
        yield found


@contextmanager
def own_folder() -> Iterator[DataFolder]:
    """Make a folder, and stop what a killed product left running in it."""
    # its path is short, since sockets lie in it
    with tempfile.TemporaryDirectory(prefix="acq", dir=in_memory()) as name:
        found = prepare(Path(name))
        yield found
        stop_left_over(found)
