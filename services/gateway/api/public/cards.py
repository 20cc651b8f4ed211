"""Cards that people hand out, to whoever has the address."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response

from services.gateway.api.http.open_parts import Parts
from services.gateway.api.http.rate_limit import caller_of
from services.gateway.cards.contact_file import contact_file
from services.gateway.handing import address_at, card_at, shown_card
from services.gateway.runtime import Runtime
from shared.contracts.network.cards import HandedCard
from shared.web.openapi import problems

router = APIRouter(prefix="/v1/cards", tags=["Cards"])
_VCARD: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/vcard": {"example": "BEGIN:VCARD\r\nVERSION:3.0\r\n…"}}}
}
_NOT_KEPT = {"Cache-Control": "no-store"}
Token = Annotated[
    str, Path(max_length=100, description="from the address that the card's QR code holds, after `/c/`")
]


def _reader_id(request: Request) -> str | None:
    """Return who reads, where they are signed in."""
    caller = caller_of(request.scope)
    return caller.id if caller.kind == "person" else None


ReaderId = Annotated[str | None, Depends(_reader_id)]


@router.get(
    "/{token}.vcf", response_class=Response, responses={**_VCARD, **problems(404)}, summary="Keep a card"
)
async def card_file(token: Token, reader_id: ReaderId, runtime: Parts) -> Response:
    """Give a card as a vCard 3.0 (RFC 2426), for the contacts of a phone."""
    made = contact_file(await _shown(runtime, token, reader_id), address_at(runtime, token))
    name = {"Content-Disposition": 'attachment; filename="card.vcf"'}
    return Response(made, media_type="text/vcard", headers=_NOT_KEPT | name)


@router.get("/{token}", responses=problems(404), summary="Read a card")
async def read_card(token: Token, reader_id: ReaderId, runtime: Parts, response: Response) -> HandedCard:
    """Give what somebody chose to show to those they meet; `card_missing` once they hand it out no more.

    So it is told, too, to who is signed in and whom its owner has blocked.
    """
    response.headers.update(_NOT_KEPT)
    return await _shown(runtime, token, reader_id)


async def _shown(runtime: Runtime, token: str, reader_id: str | None) -> HandedCard:
    return await shown_card(runtime, await card_at(runtime, token, reader_id))
