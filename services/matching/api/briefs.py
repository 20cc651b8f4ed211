"""Briefs before one meets people whom one knows."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.matching.api.connections import TieId
from services.matching.api.runtime import EventId, Open, PersonId
from services.matching.connections import brief as words
from services.matching.people.visibility import Viewer
from services.matching.recommend.candidates.roster import NOWHERE, Gathering
from services.matching.recommend.explain.why import why
from services.matching.runtime import Runtime
from services.matching.store.connections.briefs import Before, before_event, before_meeting
from shared.contracts.network.briefs import Brief
from shared.contracts.network.connections import Meeting, Promise
from shared.contracts.paging import Page
from shared.contracts.people import Reason
from shared.kernel.ids import id_pattern

router = APIRouter(prefix="/people/{person_id}", tags=["connections"])


@router.get("/connections/{tie_id}/brief", summary="Before one meets somebody again")
async def brief(
    person_id: PersonId,
    tie_id: TieId,
    runtime: Open,
    event_id: Annotated[str | None, Query(pattern=id_pattern("evt"))] = None,
) -> Brief:
    """Return what was noted, what is new with them, and what to ask."""
    found = await before_meeting(runtime.db, person_id, tie_id, event_id, runtime.clock())
    return await _told(runtime, person_id, found)


@router.get("/attendance/{event_id}/briefs", summary="Whom one knows at an event")
async def briefs(person_id: PersonId, event_id: EventId, runtime: Open) -> Page[Brief]:
    """Return a brief of each who lets others see that they go, fifty at most; for those who go alone."""
    found = await before_event(runtime.db, person_id, event_id)
    return Page(items=tuple([await _told(runtime, person_id, one) for one in found]), next=None)


async def _told(runtime: Runtime, person_id: str, found: Before) -> Brief:
    one, event, labels = found.one, found.event, runtime.kit.labels
    profile, viewer = one.profile, one.viewer
    since = max(one.contacts).day if one.contacts else None
    return Brief(
        connection_id=one.row["id"],
        name=one.title,
        person=one.card(labels),
        event_id=event["event_id"] if event else None,
        event_title=event["title"] if event else None,
        last_contact_on=since,
        last_meeting=Meeting.model_validate(dict(one.meetings[0])) if one.meetings else None,
        notes=one.row["notes"],
        promises=tuple(Promise.model_validate(dict(it)) for it in one.promises if it["kept_on"] is None),
        news=words.news(profile, viewer, found.said, since, labels) if profile else (),
        reasons=await _reasons(runtime, person_id, found),
        needs=words.needs(profile, viewer) if profile else (),
        questions=words.questions(profile, viewer, labels) if profile else (),
    )


async def _reasons(runtime: Runtime, person_id: str, found: Before) -> tuple[Reason, ...]:
    """Return what connects the two, as strangers see it where they are no more than that to one another."""
    other, kit = found.one.row["other_id"], runtime.kit
    if found.one.profile is None:
        return ()
    near = found.event is not None and found.one.viewer is not Viewer.STRANGER
    where = Gathering(found.event["event_id"], "", None, None) if near and found.event else NOWHERE
    two = await runtime.shelf.two(person_id, other, where, runtime.clock())
    reasons = why(person_id, other, two, kit.parameters)
    return tuple(one for one in reasons if one.kind != "same_event")
