"""The clash finder, open to everyone."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.gateway.api.http.open_parts import Parts
from services.gateway.api.public.pass_on import pass_on
from shared.contracts.catalogue.clashes import Clashes, ClashQuery

router = APIRouter(prefix="/v1", tags=["Discovery"])


@router.get("/clashes", response_model=Clashes, summary="Find the quietest week for an event")
async def clashes(request: Request, runtime: Parts, query: Annotated[ClashQuery, Query()]) -> Response:
    """Give what a new event would compete with, week by week: the same topics, nearby, at the same time."""
    del query
    return await pass_on(runtime, request)
