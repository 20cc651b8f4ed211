"""Whom I have blocked, and lifting it."""

from fastapi import APIRouter, Response

from services.gateway.api.me.blocks import PersonId
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, go
from services.gateway.web.forms.fields import fit
from shared.contracts.people import NewBlock
from shared.kernel.errors import Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/blocks")
async def blocks_page(visitor: Visit, done: str = "") -> Response:
    """Show whom I have blocked."""
    blocks = await visitor.runtime.matching.blocks(visitor.person_id)
    return visitor.show("blocks.html", blocks=blocks, done=done == "yes")


@router.post("/blocks")
async def block_form(visitor: Visit, form: Form) -> Response:
    """Block somebody without reporting them."""
    detail = "That names nobody; go back to the person's card and choose “Report or block”."
    said = {"person_id": value(form, "person_id")}
    named = fit(NewBlock, said, detail, code="person_missing", kind=Kind.MISSING)
    await visitor.runtime.matching.block(visitor.person_id, named)
    return go("/blocks?done=yes")


@router.post("/blocks/{person_id}/lift")
async def lift_form(person_id: PersonId, visitor: Visit, form: Form) -> Response:
    """Lift a block."""
    del form
    await visitor.runtime.matching.lift_block(visitor.person_id, person_id)
    return go("/blocks")
