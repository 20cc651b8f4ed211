"""Tells on a port for operators how the workers of a process fare: `/live`, `/ready` and `/metrics`."""

from pathlib import Path

from fastapi import FastAPI

from shared.db import Database
from shared.db.migrate import is_current
from shared.web.app import base_app
from shared.web.health import Checks
from shared.web.workers import State


def watch_app(name: str, db: Database, migrations: Path, state: State) -> FastAPI:
    """Build the app; not ready are workers whose last round failed, and `checks` says why."""

    async def ready() -> Checks:
        return {"database": await is_current(db, migrations), **state}

    return base_app(title=f"{name}-worker", version="1", ready=ready)
