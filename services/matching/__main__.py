"""`python -m services.matching serve|work|migrate`."""

import sys

from fastapi import FastAPI

from services.matching.app import MIGRATIONS, create_app
from services.matching.composition import open_runtime
from services.matching.runtime import Runtime
from services.matching.settings import MatchingSettings
from services.matching.workers import workers
from shared.web.roles import Service, play


def app(settings: MatchingSettings, runtime: Runtime) -> FastAPI:
    """Build the app on what is open."""
    return create_app(settings, runtime=runtime)


if __name__ == "__main__":
    sys.exit(play(Service("matching", MatchingSettings, open_runtime, app, workers, MIGRATIONS)))
