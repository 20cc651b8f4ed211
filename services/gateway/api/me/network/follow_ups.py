"""Whom to be in touch with: done, put off, or read in a calendar by a secret link."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import Field

from services.gateway.accounts import today_of
from services.gateway.api.http.lists import Asked, listed
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.session.signed_in import Me
from services.gateway.auth.numbered_link import read_token, token_for
from services.gateway.compose.follow_up_calendar import calendar
from services.gateway.runtime import Runtime
from services.gateway.store import calendar_links
from services.gateway.store.auth.accounts import emails_of
from shared.contracts.model import Answer
from shared.contracts.network.connections import FollowUp, Snooze
from shared.contracts.paging import Page
from shared.kernel.errors import AppError, Kind
from shared.web.path_ids import id_in_path

router = APIRouter(prefix="/v1", tags=["Connections"])
FollowUpId = Annotated[str, id_in_path("fup")]


class CalendarLink(Answer):
    """A calendar to subscribe to; whoever has the address can read it."""

    url: str = Field(examples=["https://acquaint.example/v1/followups/….ics"])


@router.get("/me/followups", summary="List my follow-ups")
async def my_follow_ups(runtime: Parts, me: Me, asked: Asked) -> Page[FollowUp]:
    """Give the 200 soonest due, those to come as well, each with why and how to begin."""
    found = await follow_ups_of(runtime, me.person_id)
    return listed(asked, Page[FollowUp], found, lambda one: (one.due_on.isoformat(), one.id))


@router.post("/me/followups/{follow_up_id}/done", status_code=204, summary="Say that I followed up")
async def follow_up_done(follow_up_id: FollowUpId, runtime: Parts, me: Me) -> None:
    """Note that I kept the promise, or wrote to them today."""
    await runtime.connections.done(me.person_id, follow_up_id)


@router.post("/me/followups/{follow_up_id}/snooze", status_code=204, summary="Put a follow-up off")
async def snooze_follow_up(
    follow_up_id: FollowUpId, runtime: Parts, me: Me, body: Snooze | None = None
) -> None:
    """Be reminded in some days from today; a week, if not said."""
    await runtime.connections.snooze(me.person_id, follow_up_id, body or Snooze())


@router.get("/me/followups/calendar", summary="Get the address of my follow-ups as a calendar")
async def calendar_link(runtime: Parts, me: Me, response: Response) -> CalendarLink:
    """Give the secret address under which any calendar program reads my follow-ups."""
    response.headers["Cache-Control"] = "no-store"
    return CalendarLink(url=await link_of(runtime, me.person_id))


@router.post("/me/followups/calendar", summary="Make a new address of the calendar")
async def renew_calendar_link(runtime: Parts, me: Me, response: Response) -> CalendarLink:
    """Make another address; the one before is void at once."""
    response.headers["Cache-Control"] = "no-store"
    await calendar_links.renew(runtime.db, me.person_id)
    return CalendarLink(url=await link_of(runtime, me.person_id))


@router.get(
    "/followups/{token}.ics",
    response_class=Response,
    responses={200: {"content": {"text/calendar": {"example": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…"}}}},
    summary="Subscribe to follow-ups as a calendar",
)
async def follow_up_calendar(token: Annotated[str, Path(max_length=100)], runtime: Parts) -> Response:
    """Give a person's follow-ups as an iCalendar file (RFC 5545): what is overdue stands on today."""
    person_id = token.partition(".")[0]
    serial = await calendar_links.serial(runtime.db, person_id)
    if serial is None or not read_token(runtime.key, "calendar", token, serial):
        detail = "There is no such calendar; copy its address again from your Connections page."
        raise AppError("calendar_missing", Kind.MISSING, detail)
    found = await runtime.connections.follow_ups(person_id)
    today = await today_of(runtime, person_id)
    made = calendar(found, today=today, public_url=runtime.face.public_url)
    return Response(made, media_type="text/calendar")


async def follow_ups_of(runtime: Runtime, person_id: str) -> tuple[FollowUp, ...]:
    """Return a person's follow-ups, of those introduced with the address."""
    return await _with_addresses(runtime, await runtime.connections.follow_ups(person_id))


async def link_of(runtime: Runtime, person_id: str) -> str:
    """Return the address of a person's calendar of follow-ups."""
    serial = await calendar_links.serial(runtime.db, person_id) or 0
    token = token_for(runtime.key, "calendar", person_id, serial)
    return f"{runtime.face.public_url}/v1/followups/{token}.ics"


async def _with_addresses(runtime: Runtime, found: Sequence[FollowUp]) -> tuple[FollowUp, ...]:
    emails = await emails_of(runtime.db, [one.introduced_id for one in found if one.introduced_id])
    return tuple(
        one.model_copy(update={"email": emails.get(one.introduced_id)}) if one.introduced_id else one
        for one in found
    )
