"""Whom it is time to be in touch with."""

from typing import Annotated

from fastapi import APIRouter

from services.matching.api.runtime import Open, PersonId, TheirNow
from services.matching.connections.weekly import are_fresh, of_the_week
from services.matching.runtime import Runtime
from services.matching.store.connections import follow_ups as store
from services.matching.store.their_clock import by_their_clock
from shared.contracts.network.connections import DueFollowUps, DueRequest, FollowUp, Snooze
from shared.contracts.paging import Page
from shared.web.path_ids import id_in_path

router = APIRouter(tags=["connections"])
_OWN = "/people/{person_id}/followups"
FollowUpId = Annotated[str, id_in_path("fup")]


@router.get(_OWN, summary="Follow-ups of a person")
async def follow_ups(person_id: PersonId, runtime: Open, now: TheirNow) -> Page[FollowUp]:
    """Return the soonest due 200, those to come as well."""
    return Page(items=await store.follow_ups_of(runtime.db, person_id, now), next=None)


@router.post(_OWN + "/{follow_up_id}/done", status_code=204, summary="Say that it is done")
async def done(person_id: PersonId, follow_up_id: FollowUpId, runtime: Open, now: TheirNow) -> None:
    """Note that the promise was kept, or that the person wrote today."""
    await store.done(runtime.db, person_id, follow_up_id, now, runtime.ids)


@router.post(_OWN + "/{follow_up_id}/snooze", status_code=204, summary="Put it off")
async def snooze(
    person_id: PersonId, follow_up_id: FollowUpId, wish: Snooze, runtime: Open, now: TheirNow
) -> None:
    """Be reminded some days from today."""
    await store.snooze(runtime.db, person_id, follow_up_id, wish.days, now)


@router.post("/followups/due", summary="What weekly e-mails remind of")
async def due(asked: DueRequest, runtime: Open) -> Page[DueFollowUps]:
    """Return a few follow-ups of each person who has any around today."""
    every = [await _due(runtime, person_id) for person_id in dict.fromkeys(asked.person_ids)]
    return Page(items=tuple(one for one in every if one.items), next=None)


async def _due(runtime: Runtime, person_id: str) -> DueFollowUps:
    now = await by_their_clock(runtime.db, person_id, runtime.clock())
    items, more = of_the_week(await store.follow_ups_of(runtime.db, person_id, now), now.date())
    return DueFollowUps(person_id=person_id, items=items, more=more, are_fresh=are_fresh(items, now.date()))
