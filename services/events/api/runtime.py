"""What is open, as routes ask for it."""

from typing import Annotated, cast

from fastapi import Depends, Request

from services.events.opened import Opened


async def _opened(request: Request) -> Opened:  # or each request would wait for a thread
    return cast("Opened", request.app.state.runtime)


Events = Annotated[Opened, Depends(_opened)]
