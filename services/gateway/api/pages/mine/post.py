"""Telling others that I go."""

from fastapi import APIRouter, Response

from services.gateway.api.http.ids import EventId
from services.gateway.api.me.post import post_of
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/events/{event_id}/post")
async def post_page(event_id: EventId, visitor: Visit) -> Response:
    """Show the draft, what makes it worth reading, and where it can be taken."""
    return await _shown(visitor, event_id)


@router.post("/events/{event_id}/post")
async def changed_post(event_id: EventId, visitor: Visit, form: Form) -> Response:
    """Show the text as it was changed, to be taken there as it stands now. It is not kept."""
    return await _shown(visitor, event_id, value(form, "text"))


async def _shown(visitor: Visitor, event_id: str, text: str | None = None) -> Response:
    person_id = visitor.person_id
    event = await visitor.runtime.events.event(event_id)
    post = await post_of(visitor.runtime, person_id, event, text)
    return visitor.show("post.html", event=event, post=post, changed=text is not None)
