"""Serves an app on a socket."""

import uvicorn
from starlette.types import ASGIApp

GRACE_S = 10
"""How long running requests may take to finish after SIGTERM; uvicorn's own default is for ever."""


def server(app: ASGIApp, host: str, port: int) -> uvicorn.Server:
    """Build it without running it, for those who have other things to run beside."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            loop="uvloop",
            http="httptools",
            ws="none",
            access_log=False,
            log_config=None,
            server_header=False,
            timeout_graceful_shutdown=GRACE_S,
        )
    )
