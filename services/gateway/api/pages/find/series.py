"""Pages to follow: a series with the next edition to expect, and an organiser with what they hold."""

from fastapi import APIRouter, Response

from services.gateway.api.http.ids import OrganiserId, SeriesId
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/series/{series_id}")
async def series_page(series_id: SeriesId, visitor: Visit) -> Response:
    """Show a series."""
    series = await visitor.runtime.events.series(series_id)
    return visitor.show("series.html", series=series, query=f"series={series_id}")


@router.get("/organisers/{organiser_id}")
async def organiser_page(organiser_id: OrganiserId, visitor: Visit) -> Response:
    """Show an organiser."""
    found = await visitor.runtime.events.organiser(organiser_id)
    return visitor.show("organiser.html", found=found, query=f"organiser={organiser_id}")
