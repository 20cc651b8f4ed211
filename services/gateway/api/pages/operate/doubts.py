"""Pairs of listings that may tell of one event, and sources at the door, for those who run this to settle."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import ValidationError

from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.operate.operators import only_operators
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, go
from shared.contracts.sources.verdicts import NewVerdict
from shared.kernel.errors import AppError, Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)
AT_ONCE = 20
_SAYS = {"same": True, "different": False, "forget": None}
Listing = Annotated[str, Query(max_length=40)]


@router.get("/doubts")
async def doubts_page(visitor: Visit, one: Listing = "", other: Listing = "", said: Listing = "") -> Response:
    """Show the likeliest pairs; after a verdict also how to take it back."""
    await only_operators(visitor)
    events = visitor.runtime.events
    pairs, held = await asyncio.gather(events.doubts(AT_ONCE), events.held_sources())
    return visitor.show(
        "doubts.html", pairs=pairs, held=held, settled=(one, other) if one and other else None, said=said
    )


@router.post("/doubts")
async def verdict_form(visitor: Visit, form: Form) -> Response:
    """Keep what an operator says of a pair."""
    person_id = await only_operators(visitor)
    one, other, says = (value(form, name) for name in ("one", "other", "says"))
    try:
        said = NewVerdict(listing_ids=(one, other), same=_SAYS[says], said_by=person_id)
    except (ValidationError, KeyError) as error:
        detail = "This form is not whole; go back, load the page again and retry."
        raise AppError("form_unreadable", Kind.INVALID, detail) from error
    await visitor.runtime.events.judge(said)
    return go("/doubts" if says == "forget" else f"/doubts?one={one}&other={other}&said={says}")
