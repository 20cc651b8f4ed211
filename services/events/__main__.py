"""`python -m services.events serve|work|migrate`."""

import sys

from fastapi import FastAPI

from services.events.app import MIGRATIONS, create_app
from services.events.composition import open_runtime
from services.events.runtime import Runtime
from services.events.settings import EventsSettings
from services.events.working import workers
from shared.web.roles import Service, play


def app(settings: EventsSettings, runtime: Runtime) -> FastAPI:
    """Build the app on what is open."""
    return create_app(settings, runtime=runtime)


if __name__ == "__main__":
    sys.exit(play(Service("events", EventsSettings, open_runtime, app, workers, MIGRATIONS)))
