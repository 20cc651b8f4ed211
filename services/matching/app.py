"""Matching: people, who goes where, and whom to meet."""

from functools import partial
from pathlib import Path

from fastapi import FastAPI

from services.matching.api import install
from services.matching.composition import open_runtime
from services.matching.runtime import Runtime
from services.matching.settings import MatchingSettings
from shared.db.migrate import is_current
from shared.web import base_app
from shared.web.health import Checks

VERSION = "1.0.0"
MIGRATIONS = Path(__file__).parent / "migrations"


_PLAN_BYTES = 4 * 1024 * 1024
"""What letters told 200 people in a year."""


def create_app(settings: MatchingSettings, *, runtime: Runtime | None = None) -> FastAPI:
    """Build the service's HTTP app; it opens a runtime of its own when none is given."""

    async def ready() -> Checks:
        opened: Runtime = app.state.runtime
        database, beyond = await is_current(opened.db, MIGRATIONS), opened.shelf.beyond
        beyond.begin(opened.clock())
        return {"database": database, "everybody": beyond.progress}

    app = base_app(
        title="matching",
        version=VERSION,
        runtime=runtime,
        opening=partial(open_runtime, settings),
        ready=ready,
        larger_bodies={"/plans": _PLAN_BYTES},
    )
    install(app)
    return app
