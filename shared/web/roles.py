"""The roles that the process of a service can play: `serve`, `work`, `migrate`; alike for all three."""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import uvloop
from pydantic import ValidationError
from pydantic_settings import SettingsError
from starlette.types import ASGIApp

from shared.db import Database
from shared.db.migrate import migrate
from shared.kernel.collector import spare_what_is_loaded
from shared.kernel.errors import AppError
from shared.obs import configure_logging, get_logger
from shared.web.background import serving
from shared.web.serve import listen, server
from shared.web.serve import settings as served
from shared.web.settings import ServiceSettings, mistyped, refused
from shared.web.watch import watch_app
from shared.web.workers import State, Worker, run_workers

log = get_logger(__name__)

ROLES = ("serve", "work", "migrate")


Known = TypeVar("Known", bound=ServiceSettings)


class Opened(Protocol):
    """What every service opens."""

    @property
    def db(self) -> Database:
        """Its database."""


Runtime = TypeVar("Runtime", bound=Opened)


@dataclass(frozen=True, slots=True)
class Service(Generic[Known, Runtime]):
    """A service's own parts, from its `app`, `settings` and `workers`."""

    name: str
    settings: type[Known]
    open_runtime: Callable[[Known], AbstractAsyncContextManager[Runtime]]
    create_app: Callable[[Known, Runtime], ASGIApp]
    workers: Callable[[Runtime], list[Worker]]
    migrations: Path


def play(service: Service[Known, Runtime]) -> int:
    """Play the role named on the command line; an expected failure is one line that says what to do."""
    parser = argparse.ArgumentParser(prog=f"python -m services.{service.name}")
    parser.add_argument("role", choices=ROLES)
    parser.add_argument("--host")
    parser.add_argument("--port", type=int, help="where to serve; work: where to tell how the workers fare")
    asked = parser.parse_args()
    try:
        settings = service.settings()
        configure_logging(json=settings.log_json, level="INFO")
        _warn_of_mistyped(service)
        _play(service, settings, asked)
    except AppError as error:
        sys.stderr.write(f"{error.in_full}\n")
        return 1
    except (SettingsError, ValidationError) as error:
        sys.stderr.write(f"{refused(error, service.name)}\n")
        return 1
    return 0


def _warn_of_mistyped(service: Service[Known, Runtime]) -> None:
    for variable, nearest in mistyped(service.settings, os.environ):
        log.warning("settings.unknown", variable=variable, nearest=nearest)


def _play(service: Service[Known, Runtime], settings: Known, asked: argparse.Namespace) -> None:
    host = asked.host or settings.host
    if asked.role == "migrate":
        asyncio.run(migrate(settings.database_url, service.migrations))
    elif asked.role == "work":
        asyncio.run(_work(service, settings, host, asked.port))
    else:
        uvloop.run(_serve(service, settings, host, settings.port if asked.port is None else asked.port))


async def _serve(service: Service[Known, Runtime], settings: Known, host: str, port: int) -> None:
    """Open everything before the socket, so that what cannot be had is said in one line."""
    async with service.open_runtime(settings) as runtime:
        spare_what_is_loaded()
        await server(service.create_app(settings, runtime)).serve(sockets=[listen(host, port)])


async def _work(service: Service[Known, Runtime], settings: Known, host: str, port: int | None) -> None:
    """Run the workers until SIGTERM or SIGINT; with a port, tell there how they fare."""
    stop, state = asyncio.Event(), State()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with service.open_runtime(settings) as runtime, AsyncExitStack() as stack:
        spare_what_is_loaded()
        if port is not None:
            listening = listen(host, port)
            watched = watch_app(service.name, runtime.db, service.migrations, state)
            await stack.enter_async_context(serving(served(watched), listening))
        await run_workers(service.workers(runtime), stop, state)
