"""Serves an app on a socket."""

import os
import socket

import uvicorn
from starlette.types import ASGIApp

from shared.kernel.errors import AppError, Kind

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


def server(app: ASGIApp) -> uvicorn.Server:
    """Build it without running it, for those who have other things to run beside."""
    return uvicorn.Server(settings(app))


def settings(app: ASGIApp, *, grace_s: int = GRACE_S) -> uvicorn.Config:
    """Return how every app of ours is served, on a bound socket."""
    return uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        ws="none",
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=grace_s,
    )
