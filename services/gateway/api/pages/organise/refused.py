"""The lines of a file of attendees that were not taken, as a table to mend the file by."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from services.gateway.api.http.ids import EventId, foreign_id
from services.gateway.api.pages.organise.organisers import only_organisers
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit
from services.gateway.attendees import handout
from services.gateway.store.partners import imports
from shared.db import Database

router = APIRouter(prefix="/organise", route_class=PageRoute, include_in_schema=False)
_AT_ONCE = 500


@router.get("/{event_id}/files/{import_id}/refused.csv")
async def refused_table(
    event_id: EventId, import_id: Annotated[str, foreign_id("imp")], visitor: Visit
) -> Response:
    """Give every line that was not taken, and why, in the order of the file."""
    event = await visitor.runtime.events.event(event_id)
    partner = await only_organisers(visitor, event)
    found = await imports.find(visitor.runtime.db, partner, import_id, made_by=visitor.person_id)
    name = {"content-disposition": f'attachment; filename="{found.id}-not-taken.csv"'}
    rows = _rows(visitor.runtime.db, found.id)
    return StreamingResponse(rows, media_type="text/csv; charset=utf-8", headers=name)


async def _rows(db: Database, import_id: str) -> AsyncIterator[str]:
    yield handout.line(["line", "why"])
    after = 0
    while found := await imports.lines(db, import_id, "rejected", after, _AT_ONCE):
        yield "".join(handout.line([str(one.line), one.detail or ""]) for one in found)
        after = found[-1].line
