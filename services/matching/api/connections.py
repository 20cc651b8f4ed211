"""Whom a person knows: notes, meetings and promises."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.matching.api.runtime import Open, PersonId, TheirNow
from services.matching.runtime import Runtime
from services.matching.store import exchanges
from services.matching.store.connections import knowing
from services.matching.store.connections.contacts import keep_contacts
from services.matching.store.connections.known import Wanted, connection_of, connections_of
from services.matching.store.connections.recognising import recognise
from services.matching.store.their_clock import by_their_clock
from shared.contracts.network.cards import Exchange
from shared.contracts.network.connections import (
    ChangeConnection,
    Connection,
    NewConnection,
    NewMeeting,
    NewPromise,
)
from shared.contracts.network.contacts import Contacts, ContactsKept, Recognised
from shared.contracts.paging import Page
from shared.kernel.ids import id_pattern
from shared.web.path_ids import id_in_path

router = APIRouter(prefix="/people/{person_id}/connections", tags=["connections"])
TieId = Annotated[str, id_in_path("tie")]
MeetingId = Annotated[str, id_in_path("mtg")]
PromiseId = Annotated[str, id_in_path("prm")]


@router.get("", summary="Whom a person knows")
async def connections(
    person_id: PersonId,
    runtime: Open,
    now: TheirNow,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    after: Annotated[str | None, Query(pattern=id_pattern("tie"))] = None,
    q: Annotated[str | None, Query(max_length=100)] = None,
) -> Page[Connection]:
    """Return a page, the newest first; `next` is the id to go on after. `q`: part of name or notes."""
    wanted = Wanted(limit + 1, after, q or None)
    found = await connections_of(runtime.db, person_id, wanted, runtime.kit.labels, now.date())
    return Page(items=found[:limit], next=found[limit - 1].id if len(found) > limit else None)


@router.post("", summary="Note somebody")
async def add(person_id: PersonId, new: NewConnection, runtime: Open) -> Connection:
    """Note somebody who is not here."""
    await runtime.shelf.person(person_id)
    made = await knowing.add(runtime.db, person_id, new, runtime.clock(), runtime.ids)
    return await _one(runtime, person_id, made)


@router.post("/batch", summary="Keep contacts of a file")
async def keep(person_id: PersonId, given: Contacts, runtime: Open) -> ContactsKept:
    """Keep those who are not kept yet; a dry run tells the same and keeps nobody."""
    await runtime.shelf.person(person_id)
    outcomes = await keep_contacts(runtime.db, person_id, given, runtime.clock(), runtime.ids)
    return ContactsKept(outcomes=outcomes)


@router.post("/recognised", status_code=204, summary="Know somebody by their address")
async def recognised(person_id: PersonId, seen: Recognised, runtime: Open) -> None:
    """Have what was noted under an address be of whom the person is introduced to; idempotent."""
    await recognise(runtime.db, person_id, seen, runtime.clock())


@router.post("/exchange", summary="Keep each other's card")
async def exchange(person_id: PersonId, met: Exchange, runtime: Open) -> Connection:
    """Introduce two who met, and note the meeting with each."""
    await runtime.shelf.person(person_id)
    made = await exchanges.exchange(runtime.db, person_id, met, runtime.clock(), runtime.ids)
    return await _one(runtime, person_id, made)


@router.get("/{tie_id}", summary="Somebody a person knows")
async def connection(person_id: PersonId, tie_id: TieId, runtime: Open) -> Connection:
    """Return one connection with all that is noted of it."""
    return await _one(runtime, person_id, tie_id)


@router.patch("/{tie_id}", summary="Change what is kept of somebody")
async def change(person_id: PersonId, tie_id: TieId, wish: ChangeConnection, runtime: Open) -> Connection:
    """Change what was sent."""
    await knowing.change(runtime.db, person_id, tie_id, wish, runtime.clock())
    return await _one(runtime, person_id, tie_id)


@router.delete("/{tie_id}", status_code=204, summary="Forget somebody")
async def forget(person_id: PersonId, tie_id: TieId, runtime: Open) -> None:
    """Delete all that the person keeps of them."""
    await knowing.forget(runtime.db, person_id, tie_id)


@router.post("/{tie_id}/meetings", summary="Note a meeting, a call or a message")
async def meet(
    person_id: PersonId, tie_id: TieId, new: NewMeeting, runtime: Open, now: TheirNow
) -> Connection:
    """Note that the two were in touch."""
    await knowing.meet(runtime.db, person_id, tie_id, new, now, runtime.ids)
    return await _one(runtime, person_id, tie_id)


@router.delete("/{tie_id}/meetings/{meeting_id}", status_code=204, summary="Take a meeting back")
async def unmeet(person_id: PersonId, tie_id: TieId, meeting_id: MeetingId, runtime: Open) -> None:
    """Delete a meeting noted by mistake."""
    await knowing.unmeet(runtime.db, person_id, tie_id, meeting_id)


@router.post("/{tie_id}/promises", summary="Note a promise")
async def promise(
    person_id: PersonId, tie_id: TieId, new: NewPromise, runtime: Open, now: TheirNow
) -> Connection:
    """Note what one promised the other."""
    await knowing.promise(runtime.db, person_id, tie_id, new, now, runtime.ids)
    return await _one(runtime, person_id, tie_id)


@router.post("/{tie_id}/promises/{promise_id}/kept", summary="Note that a promise was kept")
async def keep_promise(
    person_id: PersonId, tie_id: TieId, promise_id: PromiseId, runtime: Open, now: TheirNow
) -> Connection:
    """Note that it was kept; again changes nothing."""
    await knowing.keep(runtime.db, person_id, tie_id, promise_id, now)
    return await _one(runtime, person_id, tie_id)


@router.delete("/{tie_id}/promises/{promise_id}", status_code=204, summary="Take a promise back")
async def unpromise(person_id: PersonId, tie_id: TieId, promise_id: PromiseId, runtime: Open) -> None:
    """Delete a promise noted by mistake."""
    await knowing.unpromise(runtime.db, person_id, tie_id, promise_id)


async def _one(runtime: Runtime, person_id: str, tie_id: str) -> Connection:
    now = await by_their_clock(runtime.db, person_id, runtime.clock())
    return await connection_of(runtime.db, person_id, tie_id, runtime.kit.labels, now.date())
