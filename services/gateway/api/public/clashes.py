"""The clash finder, open to everyone."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from services.gateway.api.http.open_parts import Parts
from services.gateway.api.public.event_query import Place, Text
from services.gateway.api.public.pass_on import pass_on
from shared.contracts.catalogue.clashes import Clashes, PlannedDay
from shared.contracts.events import EventKind, Mode

router = APIRouter(prefix="/v1", tags=["Discovery"])


class ClashQuery(BaseModel):
    """An event that is being planned; an unknown parameter is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    topic: list[Text] = Field([], max_length=20, description="topic or area ids", examples=[["data-ai"]])
    near: Place | None = Field(None, description="`lat,lon` or the name of a place", examples=["Berlin"])
    radius_km: float | None = Field(None, gt=0, le=2000, examples=[50])
    country: Annotated[str, Field(pattern="^[A-Za-z]{2}$")] | None = Field(
        None, description="ISO 3166-1 alpha-2"
    )
    kind: list[EventKind] = Field([], max_length=9)
    mode: Mode | None = None
    weeks: int = Field(12, ge=1, le=52)
    first: PlannedDay | None = Field(
        None, alias="from", description="a day of the first week; today if not given"
    )


@router.get("/clashes", response_model=Clashes, summary="Find the quietest week for an event")
async def clashes(request: Request, runtime: Parts, query: Annotated[ClashQuery, Query()]) -> Response:
    """Give what a new event would compete with, week by week: the same topics, nearby, at the same time."""
    del query
    return await pass_on(runtime, request)
