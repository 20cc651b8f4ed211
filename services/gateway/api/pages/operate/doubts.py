"""Pairs of listings that may tell of one event, and sources at the door, for those who run this to settle."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Response

from services.gateway.api.pages.forms import Form
from services.gateway.api.pages.operate.operators import only_operators
from services.gateway.api.pages.pairs import read_pair, settled_query
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, go
from shared.contracts.sources.verdicts import NewVerdict

router = APIRouter(route_class=PageRoute, include_in_schema=False)
AT_ONCE = 20
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
    said = read_pair(form)
    await visitor.runtime.events.judge(NewVerdict(**said.model_dump(), said_by=person_id))
    return go(f"/doubts{settled_query(said)}")
