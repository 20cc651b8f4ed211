"""Serves an app on a socket."""

import asyncio
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from shared.kernel.errors import AppError, Kind
from shared.web.wire import BoundedHttp

_PORTS = 65_536
GRACE_S = 10
"""How long running requests may take to finish after SIGTERM; uvicorn's own default is for ever."""


def listen(host: str, port: int) -> socket.socket:
    """Take a port, 0 for a free one.

    Raises:
        AppError: it is taken, only root may have it, or the host is not of this machine.
    """
    if port not in range(_PORTS):
        raise _unusable(host, port, "ports are 0 to 65535")
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        # a name that is not known has a negative number, of which only its own words tell
        why = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        raise _unusable(host, port, str(why)) from error


def _unusable(host: str, port: int, why: str) -> AppError:
    detail = (
        f"Cannot listen on {host}, port {port} ({why}): stop what holds it, or choose another "
        "with --host and --port."
    )
    return AppError("port_unusable", Kind.UNAVAILABLE, detail)


class _Server(uvicorn.Server):
    """Ends when told to, and leaves the rest to whoever runs it.

    Uvicorn's own raises the signal again once it has ended, which ends the process before all is closed.
    """

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Let SIGTERM and SIGINT end the server, and no more than that."""
        for name in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(name, self.handle_exit, name, None)
        yield


def server(app: ASGIApp, *, grace_s: int = GRACE_S) -> uvicorn.Server:
    """Build it without running it."""
    return _Server(settings(app, grace_s=grace_s))


def settings(app: ASGIApp, *, grace_s: int = GRACE_S) -> uvicorn.Config:
    """Return how every app of ours is served, on a bound socket."""
    return uvicorn.Config(
        app,
        loop="uvloop",
        http=BoundedHttp,
        ws="none",
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=grace_s,
    )
