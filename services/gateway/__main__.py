"""`python -m services.gateway serve|work|migrate`."""

import sys

from fastapi import FastAPI

from services.gateway.app import MIGRATIONS, create_app
from services.gateway.composition import open_runtime
from services.gateway.runtime import Runtime
from services.gateway.settings import GatewaySettings
from services.gateway.workers import workers
from shared.web.roles import Service, play


def app(settings: GatewaySettings, runtime: Runtime) -> FastAPI:
    """Build the app on what is open."""
    return create_app(settings, runtime=runtime)


if __name__ == "__main__":
    sys.exit(play(Service("gateway", GatewaySettings, open_runtime, app, workers, MIGRATIONS)))
