"""Fixtures for everyone, and the end of the servers that a run started."""

import logging
import os
import signal
from collections.abc import Iterator
from types import FrameType

import pytest
import structlog
from hypothesis import HealthCheck, settings

from shared.kernel.collector import look_seldom, spare_what_is_loaded
from shared.obs.request_id import add_request_id
from tests.support.stores import run_folder

pytest_plugins = [
    "tests.support.clock",
    "tests.support.data_folder",
    "tests.support.ids",
    "tests.support.stores.postgres",
    "tests.support.servers.smtp",
    "tests.support.stores.valkey",
]

# A law holds however busy the machine is; how long it takes is for `acquaint bench`.
settings.register_profile(
    "untimed", parent=settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")

# Workers share the processors: threads of one product wait for one another, at a fifth more processor time.
# Said before numpy is loaded, which asks once.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@pytest.fixture(autouse=True)
def logs() -> Iterator[None]:
    """Log as before once a test has run a command, which has loggers write as its process would."""
    was, root = structlog.get_config(), logging.getLogger()
    yield
    if structlog.get_config() != was:
        structlog.configure(**was)
        commands = (
            it for it in root.handlers if isinstance(it.formatter, structlog.stdlib.ProcessorFormatter)
        )
        for handler in list(commands):
            root.removeHandler(handler)


def pytest_configure(config: pytest.Config) -> None:
    """Name the run, unless this process is an xdist worker of one that has a name; log in short lines."""
    look_seldom()
    # in place of Python's own each of asyncio's runners sets another, and writes out what its task returned
    signal.signal(signal.SIGINT, _interrupted)
    structlog.configure(  # the default paints a rich traceback, which takes a second each
        processors=[
            add_request_id,
            structlog.stdlib.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(default=str),
        ]
    )
    if not hasattr(config, "workerinput"):
        run_folder.begin()


def _interrupted(number: int, _frame: FrameType | None) -> None:
    """Stop at once, as Python's own handler does."""
    raise KeyboardInterrupt(number)


def pytest_collection_finish() -> None:
    """Collect garbage as a process that serves does; with Python's own settings it takes a tenth of a run."""
    spare_what_is_loaded()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what this run started; only after every worker is done."""
    # imported here, because pytest wants to load its plugins itself
    from tests.support.stores import postgres, postgres_server, valkey  # noqa: PLC0415

    postgres.close()
    if hasattr(config, "workerinput"):
        return
    if os.environ.get("TEST_DATABASE_URL"):
        postgres.drop_all()
    postgres_server.stop()
    valkey.stop()
    run_folder.end()
