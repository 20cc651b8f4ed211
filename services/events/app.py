"""Events: sources, listings and the events they tell of."""

from functools import partial
from pathlib import Path

from fastapi import FastAPI

from services.events.api import install
from services.events.composition import open_runtime
from services.events.runtime import Runtime
from services.events.settings import EventsSettings
from shared.contracts.partners.events import LONGEST_BROUGHT
from shared.contracts.sources.hubs import LONGEST_PUSH
from shared.db.migrate import is_current
from shared.web import base_app

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION = "1"


def create_app(settings: EventsSettings, *, runtime: Runtime | None = None) -> FastAPI:
    """Build the service's HTTP app; it opens a runtime of its own when none is given."""

    async def ready() -> dict[str, bool]:
        opened: Runtime = app.state.runtime
        return {"database": await is_current(opened.db, MIGRATIONS), "search": opened.warming.done()}

    app = base_app(
        title="events",
        version=VERSION,
        runtime=runtime,
        opening=partial(open_runtime, settings),
        ready=ready,
        public_url=settings.public_url,
        larger_bodies={"/internal/websub/": LONGEST_PUSH, "/internal/partners/": LONGEST_BROUGHT},
    )
    install(app)
    return app
