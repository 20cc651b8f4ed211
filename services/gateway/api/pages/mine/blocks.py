"""Whom I have blocked, and lifting it."""

from fastapi import APIRouter, Response

from services.gateway.api.me.blocks import PersonId
from services.gateway.api.pages.forms import Form
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, go

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/blocks")
async def blocks_page(visitor: Visit) -> Response:
    """Show whom I have blocked."""
    return visitor.show("blocks.html", blocks=await visitor.runtime.matching.blocks(visitor.person_id))


@router.post("/blocks/{person_id}/lift")
async def lift_form(person_id: PersonId, visitor: Visit, form: Form) -> Response:
    """Lift a block."""
    del form
    await visitor.runtime.matching.lift_block(visitor.person_id, person_id)
    return go("/blocks")
