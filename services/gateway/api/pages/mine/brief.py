"""What to know before an event, to read on the way or to print."""

import asyncio

from fastapi import APIRouter, Response

from services.gateway.api.http.ids import EventId
from services.gateway.api.http.parts import Composition
from services.gateway.api.pages.mine.going import mine_at
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/events/{event_id}/brief")
async def brief_page(event_id: EventId, visitor: Visit) -> Response:
    """Show my meetings there, whom I know, and whom to meet."""
    event = await visitor.runtime.events.event(event_id)
    made = Composition(visitor.runtime.face.part_timeout_s)
    known, mine = await asyncio.gather(
        visitor.runtime.connections.briefs(visitor.person_id, event.id),
        mine_at(visitor, event.id, made),
    )
    missing = tuple(sorted(made.missing))
    return visitor.show("brief.html", event=event, briefs=known, mine=mine, degraded=missing)
