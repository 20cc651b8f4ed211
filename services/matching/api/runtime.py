"""What is open, as routes ask for it."""

from typing import Annotated, cast

from fastapi import Depends, Path, Request

from services.matching.runtime import Runtime


async def _runtime(request: Request) -> Runtime:  # or each request would wait for a thread
    return cast("Runtime", request.app.state.runtime)


Open = Annotated[Runtime, Depends(_runtime)]
PersonId = Annotated[str, Path(pattern=r"^per_[0-9a-hjkmnp-tv-z]{26}$")]
EventId = Annotated[str, Path(pattern=r"^evt_[0-9a-hjkmnp-tv-z]{26}$")]
