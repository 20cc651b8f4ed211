"""The app every service begins with."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from types import MappingProxyType
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.telemetry import TelemetryConfig
from starlette.middleware import Middleware
from starlette.types import ASGIApp

from shared.contracts.problem import Problem
from shared.web.health import Ready, always_ready, health_router
from shared.web.middleware import RequestLayer
from shared.web.openapi import complete
from shared.web.problems import MEDIA_TYPE, install
from shared.web.straight import StraightLayer

MAX_BODY_BYTES = 256 * 1024
_NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}
"""Our own layer does that; whether FastAPI's is on is otherwise asked at each request."""
_NONE: Mapping[str, int] = MappingProxyType({})

Opening = Callable[[], AbstractAsyncContextManager[object]]


class _App(FastAPI):
    """A FastAPI app whose OpenAPI document names every error and shows examples.

    Queries at fixed addresses are answered without a walk through all routes.
    """

    def build_middleware_stack(self) -> ASGIApp:
        """Wrap FastAPI's own layers into ours, once all routes are known: at the first request.

        The innermost of ours answers straight away, so that what it answers passes none of FastAPI's.
        """
        straight = Middleware(StraightLayer, routes=self.routes, public_url=self.state.public_url)
        ours, self.user_middleware = [*self.user_middleware, straight], []
        app = super().build_middleware_stack()
        self.user_middleware = ours
        for layer, args, kwargs in reversed(ours):
            app = layer(app, *args, **kwargs)
        return app

    def openapi(self) -> dict[str, Any]:
        """Return the document, completed by `shared.web.openapi`."""
        if self.openapi_schema is None:
            document = super().openapi()
            _declare_problems(document)
            complete(document)
        return super().openapi()


def base_app(  # noqa: PLR0913 - keyword-only, each a choice of the service
    *,
    title: str,
    version: str,
    runtime: object | None = None,
    opening: Opening | None = None,
    ready: Ready = always_ready,
    public_url: str = "",
    max_body_bytes: int = MAX_BODY_BYTES,
    larger_bodies: Mapping[str, int] = _NONE,
    metrics: bool = True,
) -> FastAPI:
    """Build an app with request ids, logs, metrics, health, a body limit and a problem for every error.

    Args:
        title: The service's name; also its label in metrics.
        version: Of its API.
        runtime: What is open already; routes find it as `app.state.runtime`.
        opening: Else opens it, for as long as the app serves.
        ready: What it needs to do its job; asked by `/ready`.
        public_url: Without a trailing slash; the stem of problem types.
        max_body_bytes: A longer request body is refused with 413.
        larger_bodies: Other limits for paths that begin so.
        metrics: Whether `/metrics` is answered to whoever can reach the app.
    """
    app = _App(
        title=title,
        version=version,
        lifespan=_lifespan(opening) if opening and runtime is None else None,
        generate_unique_id_function=_operation_id,
        telemetry=_NO_TELEMETRY,
        responses={"default": {"model": Problem, "description": "Why not, and what to do next (RFC 9457)"}},
    )
    app.state.runtime, app.state.ready, app.state.public_url = runtime, ready, public_url
    install(app, public_url)
    app.include_router(health_router(metrics=metrics))
    app.add_middleware(
        RequestLayer,
        service=title,
        public_url=public_url,
        max_body_bytes=max_body_bytes,
        larger_bodies=larger_bodies,
    )
    return app


def _lifespan(opening: Opening) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with opening() as opened:
            app.state.runtime = opened
            yield

    return lifespan


def _operation_id(route: APIRoute) -> str:
    """Name an operation after its function, so that generated clients read well."""
    return route.name


def _declare_problems(document: dict[str, Any]) -> None:
    for path in document.get("paths", {}).values():
        for operation in path.values():
            content = operation["responses"].get("default", {}).get("content", {})
            if "application/json" in content:
                content[MEDIA_TYPE] = content.pop("application/json")
