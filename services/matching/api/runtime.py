"""What is open, as routes ask for it."""

from datetime import datetime
from typing import Annotated, cast

from fastapi import Depends, Request

from services.matching.runtime import Runtime
from services.matching.store.their_clock import by_their_clock
from shared.web.path_ids import id_in_path


async def _runtime(request: Request) -> Runtime:  # or each request would wait for a thread
    return cast("Runtime", request.app.state.runtime)


Open = Annotated[Runtime, Depends(_runtime)]
PersonId = Annotated[str, id_in_path("per")]
EventId = Annotated[str, id_in_path("evt")]


async def _now(person_id: PersonId, runtime: Open) -> datetime:
    return await by_their_clock(runtime.db, person_id, runtime.clock())


TheirNow = Annotated[datetime, Depends(_now)]
"""The present moment by the clock of the person a route is of: its date is their day."""
