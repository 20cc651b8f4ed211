"""An app on a test's own runtime, and a channel to it."""

from collections.abc import Callable, Mapping

from fastapi import FastAPI
from starlette.routing import BaseRoute

from shared.http.channel import NO_HEADERS, AsgiChannel, Reply

PATIENCE_S = 60.0
_ROUTES: dict[object, list[BaseRoute]] = {}


def app_on(create_app: Callable[..., FastAPI], settings: object, runtime: object) -> FastAPI:
    """Build a service's app as the product does, but lay out its routes once in a process.

    To lay them out takes longer than most tests; they hold nothing of an app, and ask it for its runtime.
    """
    app = create_app(settings, runtime=runtime)
    app.router.routes[:] = _ROUTES.setdefault(create_app, list(app.router.routes))
    return app


class PatientChannel(AsgiChannel):
    """The port in memory, for tests: a machine that is busy is no service that is away."""

    async def request(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] = NO_HEADERS,
        body: bytes = b"",
        timeout_s: float = 5.0,
    ) -> Reply:
        """Call in this process, and wait longer than a service would."""
        patient_s = max(timeout_s, PATIENCE_S)
        return await super().request(method, path, headers=headers, body=body, timeout_s=patient_s)
