"""Every listing behind an event, side by side; whoever runs this, or has it, parts one of another event."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import RedirectResponse

from services.gateway.api.http.ids import EventId
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.operate.operators import is_operator, only_operators
from services.gateway.api.pages.own_sources import own_sources
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor, go
from shared.contracts.sources.verdicts import NewVerdict, PairVerdict, VerdictDone
from shared.kernel.errors import AppError, Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)
MOST_LISTINGS = 30
"""Listings that one may be parted from at once: each is said of the pair."""
_PERMANENT = 308
_SAYS = {"different": False, "forget": None}


@router.get("/events/{event_id}/listings")
async def listings_page(
    event_id: EventId,
    visitor: Visit,
    parted: Annotated[str, Query(max_length=40)] = "",
    of: Annotated[str, Query(max_length=2000)] = "",
    apart: Annotated[str, Query(max_length=60, pattern="^[a-z0-9_]*$")] = "",
    source: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """Show what each listing says and why they are one event.

    `parted` was just said to tell of another than those that `of` names, parted by commas; `apart` is the
    other of the two events since, `source` that as whose publisher it was said.
    """
    event = await visitor.runtime.events.event(event_id)
    if event.id != event_id:
        return RedirectResponse(f"/events/{event.id}/listings", _PERMANENT)
    found = await visitor.runtime.events.event_sources(event_id)
    may_all = await is_operator(visitor)
    own = await own_sources(visitor, event) if visitor.me and not may_all else []
    mine = {it.listing_id for it in found.listings if may_all or it.source.source_id in own}
    return visitor.show(
        "listings.html",
        event=event,
        found=found,
        titles={it.source.source_id: it.source.title for it in found.listings},
        may_part=mine if len(found.listings) <= MOST_LISTINGS else set(),
        parted=(parted, of, source) if (may_all or source) and parted and of else None,
        apart=apart,
    )


@router.post("/events/{event_id}/listings")
async def part_form(event_id: EventId, visitor: Visit, form: Form) -> Response:
    """Say of one listing that it is none of this event's others, or take that back.

    Which of them keeps the id of the event is not said, so what is taken back names both sides.
    """
    source_id = await _as_whom(visitor, form)
    listing_id, says = value(form, "listing"), value(form, "says")
    others = (
        value(form, "of").split(",") if says == "forget" else await _others(visitor, event_id, listing_id)
    )
    if says not in _SAYS or not listing_id or not all(others) or not 0 < len(others) <= MOST_LISTINGS:
        detail = "This form is not whole, or the event has changed; go back, load the page again and retry."
        raise AppError("form_unreadable", Kind.INVALID, detail)
    now: tuple[str, ...] = ()
    for other in others:
        said = PairVerdict(listing_ids=(listing_id, other), same=_SAYS[says])
        now = (await _judged(visitor, source_id, said)).event_ids
    if says == "forget":
        return go(f"/events/{event_id}/listings")
    apart = "".join(f"&apart={it}" for it in now if it != event_id)
    as_whom = f"&source={source_id}" if source_id else ""
    return go(f"/events/{event_id}/listings?parted={listing_id}&of={','.join(others)}{apart}{as_whom}")


async def _as_whom(visitor: Visitor, form: Form) -> str | None:
    """Return as publisher of which source the visitor says it; None as whoever runs this.

    Whether the source is theirs is asked with each pair.
    """
    source_id = value(form, "source")
    if not source_id or await is_operator(visitor):
        await only_operators(visitor)
        return None
    return source_id


async def _judged(visitor: Visitor, source_id: str | None, said: PairVerdict) -> VerdictDone:
    events, person_id = visitor.runtime.events, visitor.person_id
    if source_id is None:
        return await events.judge(NewVerdict(**said.model_dump(), said_by=person_id))
    return await events.judge_own(person_id, source_id, said)


async def _others(visitor: Visitor, event_id: str, listing_id: str) -> list[str]:
    """Return the other listings of an event; none where it does not have this one."""
    found = await visitor.runtime.events.event_sources(event_id)
    ids = [it.listing_id for it in found.listings]
    return [it for it in ids if it != listing_id] if listing_id in ids else []
