"""Whom I have blocked: we are invisible to one another until I lift it."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from services.gateway.api.http.lists import Asked, instant, listed
from services.gateway.api.http.open_parts import Parts
from services.gateway.api.session.signed_in import Me
from shared.contracts.paging import Page
from shared.contracts.people import Blocked, NewBlock

router = APIRouter(prefix="/v1/me/blocks", tags=["Reports and blocks"])
PersonId = Annotated[
    str, Path(pattern=r"^per_[0-9a-hjkmnp-tv-z]{26}$", examples=["per_01jd3c9m8q7v0w1x2y3z4a5b6c"])
]


@router.post("", status_code=204, summary="Block a person")
async def block(body: NewBlock, runtime: Parts, me: Me) -> None:
    """Make the two of us invisible to one another, at once. They are not told."""
    await runtime.matching.block(me.person_id, body)


@router.get("", response_model=Page[Blocked], summary="List whom I have blocked")
async def my_blocks(request: Request, runtime: Parts, me: Me, asked: Asked) -> Response:
    """Give whom I have blocked, the newest first; not who has blocked me."""
    found = await runtime.matching.blocks(me.person_id)
    return listed(
        request, Page[Blocked], found, asked, lambda one: (instant(one.created_at), one.person_id),
        newest_first=True,
    )  # fmt: skip


@router.delete("/{person_id}", status_code=204, summary="Lift a block")
async def lift_block(person_id: PersonId, runtime: Parts, me: Me) -> None:
    """Let the two of us be shown to one another again; lifting what is none is no error."""
    await runtime.matching.lift_block(me.person_id, person_id)
