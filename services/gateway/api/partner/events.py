"""Events that a partner brought itself, each with the event that came of it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.gateway.api.http.lists import PAGE, Limit, Turn
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.partner.imports import Importing
from shared.contracts.paging import Page
from shared.contracts.partners.events import PartnerEvent
from shared.web import decode_cursor, encode_cursor
from shared.web.cursor import MAX_CHARS
from shared.web.openapi import problems

router = APIRouter(prefix="/v1/partner/events", tags=["Partners"], responses=problems(403))


@router.get("", summary="List the events that I brought")
async def my_events(  # noqa: PLR0913, PLR0917 - two parts, the answer, and a query of three
    request: Request,
    response: Response,
    runtime: Parts,
    partner: Importing,
    external_id: Annotated[str | None, Query(max_length=100, description="that of one event alone")] = None,
    limit: Limit = PAGE,
    cursor: Annotated[str | None, Query(max_length=MAX_CHARS)] = None,
) -> Page[PartnerEvent]:
    """Give what you brought with `kind=events`, by your ids, each with the event that came of it.

    Where others tell of the same event, it is one, and its id may be older than your import.
    """
    after = str(decode_cursor(cursor).get("e", ""))[:100] if cursor else ""
    asked = Turn(request, response, limit, cursor)
    found = await runtime.events.brought_events(
        partner.partner, after=after, limit=asked.one_more, external_id=external_id
    )
    told = [(encode_cursor({"e": one.external_id}), one) for one in found]
    return asked.read_on(Page[PartnerEvent], told)
