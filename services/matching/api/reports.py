"""What an organiser may know."""

from fastapi import APIRouter

from services.matching.api.runtime import EventId, Open
from services.matching.store.reports import report_on
from shared.contracts.partners.reports import EventReport

router = APIRouter(tags=["reports"])


@router.get("/events/{event_id}/report", summary="What became of an event's suggestions")
async def report(event_id: EventId, runtime: Open) -> EventReport:
    """Return the funnel and how evenly people were shown, as of midnight; one to nine people are withheld."""
    return await report_on(runtime.db, event_id, runtime.clock())
