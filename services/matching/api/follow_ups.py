"""Whom it is time to be in touch with."""

from typing import Annotated

from fastapi import APIRouter, Path

from services.matching.api.runtime import Open, PersonId
from services.matching.store import follow_ups as store
from shared.contracts.connections import FollowUp, Snooze
from shared.contracts.paging import Page

router = APIRouter(prefix="/people/{person_id}/followups", tags=["connections"])
FollowUpId = Annotated[str, Path(pattern="^fup_[0-9a-hjkmnp-tv-z]{26}$")]


@router.get("", summary="Follow-ups of a person")
async def follow_ups(person_id: PersonId, runtime: Open) -> Page[FollowUp]:
    """Return the soonest due 200, those to come as well."""
    return Page(items=await store.follow_ups_of(runtime.db, person_id, runtime.clock()), next=None)


@router.post("/{follow_up_id}/done", status_code=204, summary="Say that it is done")
async def done(person_id: PersonId, follow_up_id: FollowUpId, runtime: Open) -> None:
    """Note that the promise was kept, or that the person wrote today."""
    await store.done(runtime.db, person_id, follow_up_id, runtime.clock(), runtime.ids)


@router.post("/{follow_up_id}/snooze", status_code=204, summary="Put it off")
async def snooze(person_id: PersonId, follow_up_id: FollowUpId, wish: Snooze, runtime: Open) -> None:
    """Be reminded some days from today."""
    await store.snooze(runtime.db, person_id, follow_up_id, wish.days, runtime.clock())
