"""Whom I have blocked, and lifting it."""

from fastapi import APIRouter, Response

from services.gateway.api.me.blocks import PersonId
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, go
from services.gateway.store import cards
from services.gateway.web.forms.fields import fit
from shared.contracts.people import NewBlock
from shared.kernel.errors import Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/blocks")
async def blocks_page(visitor: Visit, done: str = "") -> Response:
    """Show whom I have blocked, and that a card of mine is still read by whoever was given its address."""
    runtime, me = visitor.runtime, visitor.person_id
    blocks = await runtime.matching.blocks(me)
    card = await cards.held(runtime.db, me, runtime.clock())
    return visitor.show("blocks.html", blocks=blocks, card=card, done=done == "yes")


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
