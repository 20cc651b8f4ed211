"""Where a place lies, and by which clock it lives: for services that know of none."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.events.api.runtime import Events
from services.events.search.parse import parse_near
from shared.contracts.places import Located, Zones, ZonesAsked

router = APIRouter(tags=["places"])


@router.get("/internal/places", summary="Where a place lies")
async def where(runtime: Events, near: Annotated[str, Query(max_length=100)]) -> Located:
    """Read `near` as a search does: `lat,lon`, or the name of a place; INVALID where there is none."""
    centre = parse_near(near, None, runtime.locate).centre
    return Located(lat=centre.lat, lon=centre.lon)


@router.post("/internal/zones", summary="By which clock places live")
async def zones(runtime: Events, asked: ZonesAsked) -> Zones:
    """Give the zone of each city, else the only one of its country."""
    return Zones(zones=tuple(runtime.gazetteer().zone(place.city, place.country) for place in asked.places))
