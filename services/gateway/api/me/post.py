"""Telling others that I go: a draft in my own words. We post nothing."""

from fastapi import APIRouter

from services.gateway.accounts import ensure_profile
from services.gateway.api.http.ids import EventId
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.session.signed_in import Me
from services.gateway.posts.draft import advice, draft, without_gaps
from services.gateway.posts.places import places
from services.gateway.runtime import Runtime
from shared.contracts.events import Event
from shared.contracts.posts import PostDraft
from shared.kernel.errors import AppError, Kind
from shared.web.openapi import problems

MOST_TEXT = 3000
"""Characters of a post, as LinkedIn takes."""
router = APIRouter(prefix="/v1/me/attendance", tags=["Me"])


@router.get("/{event_id}/post", responses=problems(404), summary="Draft a post about an event I go to")
async def my_post(event_id: EventId, runtime: Parts, me: Me) -> PostDraft:
    """Give a first draft, of what attendees may see of me, and the forms of networks that take it."""
    return await post_of(runtime, me.person_id, await runtime.events.event(event_id))


async def post_of(runtime: Runtime, person_id: str, event: Event, text: str | None = None) -> PostDraft:
    """Draft it, or take the text; raise `attendance_missing` where the person has not said that they go."""
    person = await ensure_profile(runtime, person_id)
    entries = await runtime.matching.attendance(person_id)
    mine = next((entry for entry in entries if entry.event_id == event.id), None)
    if mine is None:
        raise AppError("attendance_missing", Kind.MISSING, "Say that you go first; then tell others.")
    link = event.url or f"{runtime.face.public_url.rstrip('/')}/events/{event.id}"
    said = draft(event, mine.status, person.profile, link) if text is None else text[:MOST_TEXT]
    taken = places(without_gaps(said), link, event.title)
    return PostDraft(text=said, advice=advice(event), places=taken)
