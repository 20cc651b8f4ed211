"""The service's HTTP app."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

from services.events.api import (
    changes,
    clashes,
    events,
    judging,
    matching,
    publishers,
    series,
    sources,
    subscriptions,
    topics,
    websub,
)
from services.events.composition import Runtime, open_runtime
from services.events.settings import EventsSettings
from shared.contracts.hubs import LONGEST_PUSH
from shared.db.migrate import is_current
from shared.web import base_app

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION = "1"


def create_app(settings: EventsSettings, *, runtime: Runtime | None = None) -> FastAPI:
    """Build the service's HTTP app; it opens a runtime of its own when none is given."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if runtime is not None:
            app.state.runtime = runtime
            yield
            return
        async with open_runtime(settings) as opened:
            app.state.runtime = opened
            yield

    async def ready() -> dict[str, bool]:
        opened: Runtime = app.state.runtime
        return {"database": await is_current(opened.db, MIGRATIONS), "search": opened.warming.done()}

    app = base_app(
        title="events",
        version=VERSION,
        lifespan=lifespan,
        ready=ready,
        public_url=settings.public_url,
        larger_bodies={"/internal/websub/": LONGEST_PUSH},
    )
    if runtime is not None:
        app.state.runtime = runtime  # an app called in memory may have no lifespan run for it
    routers = (
        subscriptions.router,  # `/v1/events/{id}.ics` must be known before `/v1/events/{id}`
        events.router,
        judging.router,
        matching.router,
        changes.router,
        clashes.router,
        sources.router,
        publishers.router,
        series.router,
        websub.router,
        topics.router,
    )
    for router in routers:
        app.include_router(router)
    return app
