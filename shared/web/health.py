"""`/live`: the process turns. `/ready`: it can do its job. `/metrics`: Prometheus."""

from collections.abc import Awaitable, Callable, Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from shared.kernel.errors import AppError
from shared.obs import get_logger

log = get_logger(__name__)

Checks = Mapping[str, bool | str]
"""Each thing a service needs to do its job, and whether it has it; of what takes its time, how far it is."""

Ready = Callable[[], Awaitable[Checks]]


async def always_ready() -> Checks:
    """Need nothing."""
    return {}


def health_router(*, metrics: bool) -> APIRouter:
    """Build the routes, `/metrics` only if wanted; `/ready` asks `app.state.ready`, `/live` asks nothing.

    The routes are functions of the module: FastAPI remembers each function it looked at, and with one that
    was made for an app it would remember the app.
    """
    router = APIRouter(include_in_schema=False)
    router.add_api_route("/live", _live)
    router.add_api_route("/ready", _ready)
    if metrics:
        router.add_api_route("/metrics", _metrics)
    return router


async def _live() -> dict[str, bool]:
    return {"live": True}


async def _ready(request: Request) -> JSONResponse:
    checks = await _checked(request.app.state.ready)
    good = all(check is True for check in checks.values())
    return JSONResponse({"ready": good, "checks": checks}, 200 if good else 503)


async def _metrics() -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _checked(ready: Ready) -> Checks:
    try:
        return await ready()
    except Exception as error:  # noqa: BLE001 - a check that breaks is a check that failed
        log.warning("ready.broke", reason=str(error))
        return {"check": error.detail if isinstance(error, AppError) else False}
