"""The runtime, as routes get it."""

from typing import Annotated

from fastapi import Depends, Request

from services.gateway.runtime import Runtime


def open_parts(request: Request) -> Runtime:
    """Return the runtime that the app's lifespan opened."""
    runtime: Runtime = request.app.state.runtime
    return runtime


Parts = Annotated[Runtime, Depends(open_parts)]
