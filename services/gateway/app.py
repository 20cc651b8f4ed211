"""The gateway: the one service the world speaks to."""

from functools import partial
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware import Middleware

from services.gateway.api import install
from services.gateway.api.http.etag import EtagLayer
from services.gateway.api.http.idempotency import IdempotencyLayer
from services.gateway.api.http.if_match import IfMatchLayer
from services.gateway.api.http.rate_limit import RateLimitLayer
from services.gateway.api.me.network import contacts
from services.gateway.api.pages.mine import connections, profile
from services.gateway.api.pages.organise import organising
from services.gateway.api.partner import imports
from services.gateway.api.public import websub
from services.gateway.composition import open_runtime
from services.gateway.runtime import Runtime
from services.gateway.settings import GatewaySettings
from shared.contracts.sources.hubs import LONGEST_PUSH
from shared.db.migrate import is_current
from shared.web import base_app

VERSION = "1.0.0"
MIGRATIONS = Path(__file__).parent / "migrations"


_LARGER_BODIES = {
    websub.router.prefix: LONGEST_PUSH,
    imports.router.prefix: imports.LARGEST,
    contacts.router.prefix: contacts.LARGEST,
    connections.IMPORTS: contacts.LARGEST,
    profile.RESUME: profile.LARGEST_RESUME,
    organising.router.prefix: organising.LARGEST,
}


def create_app(settings: GatewaySettings, *, runtime: Runtime | None = None) -> FastAPI:
    """Build the service's HTTP app; it opens a runtime of its own when none is given."""

    async def ready() -> dict[str, bool]:
        opened: Runtime = app.state.runtime
        return {"database": await is_current(opened.db, MIGRATIONS)}

    app = base_app(
        title="Acquaint",
        version=VERSION,
        runtime=runtime,
        opening=partial(open_runtime, settings),
        ready=ready,
        public_url=settings.public_url,
        metrics=settings.metrics,
        larger_bodies=_LARGER_BODIES,
    )
    # innermost, so that a request has its id and its bound before
    app.user_middleware.extend(
        Middleware(layer) for layer in (RateLimitLayer, IdempotencyLayer, IfMatchLayer, EtagLayer)
    )
    install(app)
    return app
