"""Events that a partner brought itself, each with the event that came of it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.gateway.api.http.lists import PAGE, Limit, read_on
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.partner.imports import Importing
from shared.contracts.paging import Page
from shared.contracts.partners.events import PartnerEvent
from shared.web import decode_cursor, encode_cursor
from shared.web.cursor import MAX_CHARS
from shared.web.openapi import problems

router = APIRouter(prefix="/v1/partner/events", tags=["Partners"], responses=problems(403))


@router.get("", response_model=Page[PartnerEvent], summary="List the events that I brought")
async def my_events(
    request: Request,
    runtime: Parts,
    partner: Importing,
    external_id: Annotated[str | None, Query(max_length=100, description="that of one event alone")] = None,
    limit: Limit = PAGE,
    cursor: Annotated[str | None, Query(max_length=MAX_CHARS)] = None,
) -> Response:
    """Give what you brought with `kind=events`, by your ids, each with the event that came of it.

    Where others tell of the same event, it is one, and its id may be older than your import.
    """
    after = str(decode_cursor(cursor).get("e", ""))[:100] if cursor else ""
    found = await runtime.events.brought_events(
        partner.partner, after=after, limit=limit + 1, external_id=external_id
    )
    told = [(encode_cursor({"e": one.external_id}), one) for one in found]
    return read_on(request, Page[PartnerEvent], told, limit)
