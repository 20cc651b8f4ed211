"""The page of one event: what, when, where, whether I go, and whom to meet there."""

import asyncio
from datetime import timedelta, timezone

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from services.gateway.alerts.before import moved_from
from services.gateway.api.http.ids import EventId
from services.gateway.api.http.parts import Composition
from services.gateway.api.me.attendance import set_attendance
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.mine.dial import dial_of
from services.gateway.api.pages.mine.going import FELLOWS, mine_at
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor, go, own_path
from services.gateway.web.forms.fields import fit
from services.gateway.web.inline_json import inline_json
from shared.contracts.catalogue.origins import Off
from shared.contracts.events import Event, EventStatus
from shared.contracts.people import AttendanceStatus, Feedback, SetAttendance
from shared.contracts.sources.watched import Source

router = APIRouter(route_class=PageRoute, include_in_schema=False)
PERMANENT = 308
_LAST_ZONE = timezone(-timedelta(hours=12))
"""Where a day ends last."""


@router.get("/events/{event_id}")
async def event_page(event_id: EventId, visitor: Visit, noted: str = "") -> Response:
    """Show an event; the old id of a merged one leads to the new. `noted` is what was just said."""
    event = await visitor.runtime.events.event(event_id)
    if event.id != event_id:
        return RedirectResponse(f"/events/{event.id}", PERMANENT)
    made = Composition(visitor.runtime.face.part_timeout_s)
    licences, dial, linked_data, off, changes, mine = await asyncio.gather(
        _licences(visitor, event, made),
        dial_of(visitor, made),
        made.part("events", visitor.runtime.events.event_linked_data(event_id), b""),
        _off(visitor, event, made),
        made.part("events", visitor.runtime.events.event_changes(event_id), ()),
        mine_at(visitor, event_id, made),
    )
    return visitor.show(
        "event.html",
        event=event,
        licences=licences,
        linked_data=inline_json(linked_data),
        off=off,
        last_today=visitor.runtime.clock().astimezone(_LAST_ZONE).date().isoformat(),
        moved_from=("", "") if event.is_past else moved_from(event, changes),
        titles={source.source_id: source.title for source in event.sources},
        attendance=mine.attendance,
        is_known=mine.is_known,
        people=mine.people,
        meetings=mine.meetings,
        fellows=mine.fellows[:FELLOWS],
        more_fellows=len(mine.fellows) > FELLOWS,
        dial=dial,
        noted=noted,
        degraded=tuple(sorted(made.missing)),
    )


@router.post("/events/{event_id}/attendance")
async def attendance_form(event_id: EventId, visitor: Visit, form: Form) -> Response:
    """Note that I go, with the two consents, or that I do not."""
    if value(form, "do") == "remove":
        await visitor.runtime.matching.drop_attendance(visitor.person_id, event_id)
        return go(f"/events/{event_id}?noted=left#going")
    status = AttendanceStatus.INTERESTED if value(form, "status") == "interested" else AttendanceStatus.GOING
    stand = SetAttendance(status=status, match="match" in form, listed="listed" in form)
    noted = await set_attendance(visitor.runtime, visitor.person_id, event_id, stand)
    return go(f"/events/{noted.event_id}#going")


@router.post("/feedback")
async def feedback_form(visitor: Visit, form: Form) -> Response:
    """Note what I think of a suggestion and go back to where it was shown, which tells of it."""
    feedback = fit(Feedback, {name: value(form, name) for name in ("suggestion_id", "verdict")})
    await visitor.runtime.matching.give_feedback(visitor.person_id, feedback)
    path, hash_, part = own_path(value(form, "back")).partition("#")
    return go(f"{path}{'&' if '?' in path else '?'}noted={feedback.verdict}{hash_}{part}")


async def _licences(visitor: Visitor, event: Event, made: Composition) -> dict[str, Source]:
    ids = list(dict.fromkeys(source.source_id for source in event.sources))[:10]
    asked = (made.part("events", visitor.runtime.events.source(one), None) for one in ids)
    return {source.id: source for source in await asyncio.gather(*asked) if source is not None}


async def _off(visitor: Visitor, event: Event, made: Composition) -> Off | None:
    """Return why an event is thought to be off; asked only where it is."""
    if event.status is not EventStatus.PROBABLY_OFF:
        return None
    report = await made.part("events", visitor.runtime.events.event_sources(event.id), None)
    return report.off if report else None
