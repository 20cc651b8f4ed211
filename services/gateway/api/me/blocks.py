"""Whom I have blocked: we are invisible to one another until I lift it."""

from typing import Annotated

from fastapi import APIRouter

from services.gateway.api.http.lists import Asked, newest
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.session.signed_in import Me
from shared.contracts.paging import Page
from shared.contracts.people import Blocked, NewBlock
from shared.web.path_ids import id_in_path

router = APIRouter(prefix="/v1/me/blocks", tags=["Reports and blocks"])
PersonId = Annotated[str, id_in_path("per")]


@router.post("", status_code=204, summary="Block a person")
async def block(body: NewBlock, runtime: Parts, me: Me) -> None:
    """Make the two of us invisible to one another, at once. They are not told.

    A card that I hand out is still read by whoever was given its address: `DELETE /v1/me/card` ends that.
    """
    await runtime.matching.block(me.person_id, body)


@router.get("", summary="List whom I have blocked")
async def my_blocks(runtime: Parts, me: Me, asked: Asked) -> Page[Blocked]:
    """Give whom I have blocked, the newest first; not who has blocked me."""
    found = await runtime.matching.blocks(me.person_id)
    return newest(asked, Page[Blocked], found, lambda one: (one.created_at, one.person_id))


@router.delete("/{person_id}", status_code=204, summary="Lift a block")
async def lift_block(person_id: PersonId, runtime: Parts, me: Me) -> None:
    """Let the two of us be shown to one another again; lifting what is none is no error."""
    await runtime.matching.lift_block(me.person_id, person_id)
