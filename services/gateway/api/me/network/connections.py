"""Whom I know: notes, meetings, promises. Nobody else sees any of it."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.gateway.accounts import ensure_profile
from services.gateway.api.http.lists import PAGE, Limit, Turn
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.session.signed_in import Me
from services.gateway.runtime import Runtime
from services.gateway.store.auth.accounts import emails_of
from shared.contracts.network.briefs import Brief
from shared.contracts.network.connections import (
    ChangeConnection,
    Connection,
    NewConnection,
    NewMeeting,
    NewPromise,
)
from shared.contracts.paging import Page
from shared.kernel.ids import id_pattern
from shared.web.openapi import problems
from shared.web.path_ids import id_in_path

router = APIRouter(prefix="/v1/me/connections", tags=["Connections"])
TieId = Annotated[str, id_in_path("tie")]
MeetingId = Annotated[str, id_in_path("mtg")]
PromiseId = Annotated[str, id_in_path("prm")]
Cursor = Annotated[str | None, Query(pattern=id_pattern("tie"), description="from `next` of the page before")]


@router.get("", summary="List whom I know")
async def my_connections(  # noqa: PLR0913, PLR0917 - two parts, the answer, and a query of three
    request: Request,
    response: Response,
    runtime: Parts,
    me: Me,
    limit: Limit = PAGE,
    cursor: Cursor = None,
    q: Annotated[str | None, Query(max_length=100, description="part of a name or of my notes")] = None,
) -> Page[Connection]:
    """Give those introduced to me, met, or noted by me, the newest first, with how strong each tie is."""
    found = await runtime.connections.page(me.person_id, limit=limit, after=cursor, words=q)
    known = await with_addresses(runtime, found.items)
    return Turn(request, response, limit, cursor).told(Page[Connection], known, found.next)


@router.post("", status_code=201, responses=problems(409), summary="Note somebody whom I know")
async def add_connection(body: NewConnection, runtime: Parts, me: Me) -> Connection:
    """Keep somebody who need not be here. They are not told, and nobody is shown them."""
    await ensure_profile(runtime, me.person_id)
    return await runtime.connections.add(me.person_id, body)


@router.get("/{tie_id}", summary="Get somebody whom I know")
async def my_connection(tie_id: TieId, runtime: Parts, me: Me) -> Connection:
    """Give one with notes, meetings, promises and when to be in touch."""
    return await connection_of(runtime, me.person_id, tie_id)


@router.get("/{tie_id}/brief", summary="Get a brief before I meet somebody")
async def conversation_brief(
    tie_id: TieId,
    runtime: Parts,
    me: Me,
    event_id: Annotated[str | None, Query(pattern=id_pattern("evt"))] = None,
) -> Brief:
    """Give what I noted, what is open between us, what is new with them, and what to ask.

    At the event named, else at the next that we both go to. Each sentence of theirs names the field it
    rests on, which I may see.
    """
    return await runtime.connections.brief(me.person_id, tie_id, event_id)


@router.patch("/{tie_id}", summary="Change what I keep of somebody")
async def change_connection(tie_id: TieId, body: ChangeConnection, runtime: Parts, me: Me) -> Connection:
    """Change notes, or how often to be in touch; of somebody who is not here, their name and the like too."""
    await runtime.connections.change(me.person_id, tie_id, body)
    return await connection_of(runtime, me.person_id, tie_id)


@router.delete("/{tie_id}", status_code=204, summary="Forget somebody")
async def forget_connection(tie_id: TieId, runtime: Parts, me: Me) -> None:
    """Delete all that I keep of somebody; they are not told."""
    await runtime.connections.forget(me.person_id, tie_id)


@router.post("/{tie_id}/meetings", responses=problems(409), summary="Note that we were in touch")
async def add_meeting(tie_id: TieId, body: NewMeeting, runtime: Parts, me: Me) -> Connection:
    """Note a meeting, a call or a message. A meeting is to be followed up the day after."""
    await runtime.connections.meet(me.person_id, tie_id, body)
    return await connection_of(runtime, me.person_id, tie_id)


@router.delete("/{tie_id}/meetings/{meeting_id}", status_code=204, summary="Take a meeting back")
async def delete_meeting(tie_id: TieId, meeting_id: MeetingId, runtime: Parts, me: Me) -> None:
    """Delete one noted by mistake."""
    await runtime.connections.unmeet(me.person_id, tie_id, meeting_id)


@router.post("/{tie_id}/promises", responses=problems(409), summary="Note a promise")
async def add_promise(tie_id: TieId, body: NewPromise, runtime: Parts, me: Me) -> Connection:
    """Note what one of us promised; a follow-up reminds of it."""
    await runtime.connections.promise(me.person_id, tie_id, body)
    return await connection_of(runtime, me.person_id, tie_id)


@router.post("/{tie_id}/promises/{promise_id}/kept", summary="Say that a promise was kept")
async def keep_promise(tie_id: TieId, promise_id: PromiseId, runtime: Parts, me: Me) -> Connection:
    """Note that it was kept; again changes nothing."""
    await runtime.connections.keep(me.person_id, tie_id, promise_id)
    return await connection_of(runtime, me.person_id, tie_id)


@router.delete("/{tie_id}/promises/{promise_id}", status_code=204, summary="Take a promise back")
async def delete_promise(tie_id: TieId, promise_id: PromiseId, runtime: Parts, me: Me) -> None:
    """Delete one noted by mistake."""
    await runtime.connections.unpromise(me.person_id, tie_id, promise_id)


async def connection_of(runtime: Runtime, person_id: str, tie_id: str) -> Connection:
    """Return one of a person's connections, of who was introduced with the address."""
    return (await with_addresses(runtime, [await runtime.connections.get(person_id, tie_id)]))[0]


async def with_addresses(runtime: Runtime, found: Sequence[Connection]) -> tuple[Connection, ...]:
    """Add the addresses of those with whom both agreed to an introduction: only the gateway knows them."""
    introduced = {one.id: one.person.id for one in found if one.person and one.how == "introduced"}
    emails = await emails_of(runtime.db, list(introduced.values()))
    return tuple(
        one.model_copy(update={"email": emails.get(introduced[one.id])}) if one.id in introduced else one
        for one in found
    )
