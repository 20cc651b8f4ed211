"""The runtime, as routes get it."""

from typing import Annotated

from fastapi import Depends, Request

from services.gateway.runtime import Runtime


async def open_parts(request: Request) -> Runtime:
    """Return the runtime that the app's lifespan opened.

    Asynchronous, or each request would wait for a thread to say so.
    """
    runtime: Runtime = request.app.state.runtime
    return runtime


Parts = Annotated[Runtime, Depends(open_parts)]
