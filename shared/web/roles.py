"""The roles that the process of a service can play: `serve`, `work`, `migrate`; alike for all three."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import uvloop
from starlette.types import ASGIApp

from shared.db.migrate import migrate
from shared.kernel.collector import spare_what_is_loaded
from shared.kernel.errors import AppError
from shared.obs import configure_logging
from shared.web.serve import server
from shared.web.workers import Worker, run_workers

ROLES = ("serve", "work", "migrate")


class Settings(Protocol):
    """What of a service's settings its roles need."""

    @property
    def database_url(self) -> str: ...  # noqa: D102 - named in each service's settings
    @property
    def host(self) -> str: ...  # noqa: D102
    @property
    def port(self) -> int: ...  # noqa: D102
    @property
    def log_json(self) -> bool: ...  # noqa: D102


Known = TypeVar("Known", bound=Settings)
Runtime = TypeVar("Runtime")


@dataclass(frozen=True, slots=True)
class Service(Generic[Known, Runtime]):
    """A service's own parts, from its `app`, `settings` and `workers`."""

    name: str
    settings: Known
    open_runtime: Callable[[Known], AbstractAsyncContextManager[Runtime]]
    create_app: Callable[[Known, Runtime], ASGIApp]
    workers: Callable[[Runtime], list[Worker]]
    migrations: Path


def play(service: Service[Known, Runtime]) -> int:
    """Play the role named on the command line; an expected failure is one line that says what to do."""
    parser = argparse.ArgumentParser(prog=f"python -m services.{service.name}")
    parser.add_argument("role", choices=ROLES)
    parser.add_argument("--host", default=service.settings.host)
    parser.add_argument("--port", type=int, default=service.settings.port)
    asked = parser.parse_args()
    configure_logging(json=service.settings.log_json, level="INFO")
    try:
        if asked.role == "migrate":
            asyncio.run(migrate(service.settings.database_url, service.migrations))
        elif asked.role == "work":
            asyncio.run(_work(service))
        else:
            uvloop.run(_serve(service, asked.host, asked.port))
    except AppError as error:
        sys.stderr.write(f"{error.detail}\n")
        return 1
    return 0


async def _serve(service: Service[Known, Runtime], host: str, port: int) -> None:
    """Open everything before the socket, so that what cannot be had is said in one line."""
    async with service.open_runtime(service.settings) as runtime:
        spare_what_is_loaded()
        await server(service.create_app(service.settings, runtime), host, port).serve()


async def _work(service: Service[Known, Runtime]) -> None:
    """Run the workers until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with service.open_runtime(service.settings) as runtime:
        spare_what_is_loaded()
        await run_workers(service.workers(runtime), stop)
