"""`/live`: the process turns. `/ready`: it can do its job. `/metrics`: Prometheus."""

from collections.abc import Awaitable, Callable, Mapping

from fastapi import APIRouter, Response
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


def health_router(ready: Ready, *, metrics: bool) -> APIRouter:
    """Build the routes, `/metrics` only if wanted; no dependency is ever asked by `/live`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/live")
    async def live() -> dict[str, bool]:
        return {"live": True}

    @router.get("/ready")
    async def is_ready() -> JSONResponse:
        checks = await _checked(ready)
        good = all(check is True for check in checks.values())
        return JSONResponse({"ready": good, "checks": checks}, 200 if good else 503)

    if metrics:
        router.add_api_route("/metrics", _metrics)
    return router


async def _metrics() -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _checked(ready: Ready) -> Checks:
    try:
        return await ready()
    except Exception as error:  # noqa: BLE001 - a check that breaks is a check that failed
        log.warning("ready.broke", reason=str(error))
        return {"check": error.detail if isinstance(error, AppError) else False}
