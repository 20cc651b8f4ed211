"""The clash finder: the quietest week for an event that is being planned, open to everyone."""

from fastapi import APIRouter, Request, Response

from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit
from shared.contracts.catalogue.clashes import Clashes
from shared.contracts.events import Topic
from shared.kernel.errors import AppError, Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)
_ASKED = ("topic", "near", "radius_km", "from", "weeks")
_SHOWN_ABOVE = frozenset({Kind.INVALID, Kind.UNAVAILABLE})


@router.get("/clashes")
async def clashes_page(request: Request, visitor: Visit) -> Response:
    """Ask for field, place and first day; then show what each week holds already."""
    said = {name: request.query_params.get(name, "").strip() for name in _ASKED}
    areas: list[Topic] = []
    found: Clashes | None = None
    wrong: AppError | None = None
    try:
        areas = [topic for topic in await visitor.runtime.events.topics() if topic.area is None]
        if said["topic"] or said["near"]:
            query = [(name, value) for name, value in said.items() if value]
            found = await visitor.runtime.events.clashes(query)
    except AppError as error:
        if error.kind not in _SHOWN_ABOVE:
            raise
        wrong = error
    return visitor.show_again(
        "clashes.html",
        wrong,
        said=said,
        areas=areas,
        found=found,
    )
