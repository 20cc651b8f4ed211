"""An app on a test's own runtime."""

from collections.abc import Callable

from fastapi import FastAPI
from starlette.routing import BaseRoute

_ROUTES: dict[object, list[BaseRoute]] = {}


def app_on(create_app: Callable[..., FastAPI], settings: object, runtime: object) -> FastAPI:
    """Build a service's app as the product does, but lay out its routes once in a process.

    To lay them out takes longer than most tests; they hold nothing of an app, and ask it for its runtime.
    """
    app = create_app(settings, runtime=runtime)
    app.router.routes[:] = _ROUTES.setdefault(create_app, list(app.router.routes))
    return app
