"""What organisers learn of an event: whether suggestions led to meetings, and whether all were shown."""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.gateway.api.http.ids import EventId
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.partner.scope import with_scope
from services.gateway.partners.keys import PartnerKey
from shared.contracts.partners.reports import EventReport
from shared.web.openapi import problems

router = APIRouter(prefix="/v1/partner/events", tags=["Partners"], responses=problems(403))
Reports = Annotated[PartnerKey, Depends(with_scope("reports"))]


@router.get("/{event_id}/report", summary="Get what became of an event's suggestions")
async def event_report(event_id: EventId, runtime: Parts, partner: Reports) -> EventReport:
    """Give the funnel from shown to useful, and how evenly people were shown: nobody should be left out.

    As of the last midnight in UTC. Numbers of one to nine people are withheld: null, and never a zero.
    """
    del partner
    return await runtime.matching.event_report(event_id)
