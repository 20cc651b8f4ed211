"""Serves an app on a socket."""

import uvicorn
from starlette.types import ASGIApp

GRACE_S = 10
"""How long running requests may take to finish after SIGTERM; uvicorn's own default is for ever."""


def server(app: ASGIApp, host: str, port: int) -> uvicorn.Server:
    """Build it without running it, for those who have other things to run beside."""
    return uvicorn.Server(settings(app, host, port))


def settings(app: ASGIApp, host: str = "", port: int = 0, *, grace_s: int = GRACE_S) -> uvicorn.Config:
    """Return how every app of ours is served; host and port are for those who bring no bound socket."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        loop="uvloop",
        http="httptools",
        ws="none",
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=grace_s,
    )
