"""The card that I hand out to those I meet, and exchanging it for theirs."""

from typing import Any

from fastapi import APIRouter, Response

from services.gateway.api.http.open_parts import Parts
from services.gateway.api.me.network.connections import connection_of
from services.gateway.api.public.cards import Token
from services.gateway.api.session.signed_in import Me
from services.gateway.cards.code import qr_svg
from services.gateway.cards.handed import Card
from services.gateway.handing import address_of, exchange, hand_out, held_card
from services.gateway.runtime import Runtime
from services.gateway.store import cards
from shared.contracts.network.cards import MyCard, NewCard
from shared.contracts.network.connections import Connection
from shared.web.openapi import problems

router = APIRouter(prefix="/v1", tags=["Cards"])
_SVG: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/svg+xml": {"example": '<svg xmlns="http://www.w3.org/2000/svg">…</svg>'}}}
}
_NOT_KEPT = {"Cache-Control": "no-store"}


@router.get("/me/card", responses=problems(404), summary="Get the card that I hand out")
async def handed_out(runtime: Parts, me: Me, response: Response) -> MyCard:
    """Give what it shows, its secret address, and until when; `card_missing` where I hand out none."""
    response.headers.update(_NOT_KEPT)
    return _told(runtime, await held_card(runtime, me.person_id))


@router.put("/me/card", summary="Hand out a card")
async def put_card(body: NewCard, runtime: Parts, me: Me, response: Response) -> MyCard:
    """Choose what those I meet see of me, and how long. A card that is good keeps its address."""
    response.headers.update(_NOT_KEPT)
    return _told(runtime, await hand_out(runtime, me.person_id, body))


@router.delete("/me/card", status_code=204, summary="Hand out my card no more")
async def delete_card(runtime: Parts, me: Me) -> None:
    """Void its address for good; who took it keeps what they noted, and the next card has another address."""
    await cards.void(runtime.db, me.person_id, runtime.clock())


@router.get(
    "/me/card.svg",
    response_class=Response,
    responses={**_SVG, **problems(404)},
    summary="Get my card as a QR code",
)
async def my_code(runtime: Parts, me: Me) -> Response:
    """Draw the address of my card, to be scanned from a screen or a badge."""
    card = await held_card(runtime, me.person_id)
    return Response(qr_svg(address_of(runtime, card)), media_type="image/svg+xml", headers=_NOT_KEPT)


@router.post("/cards/{token}/exchange", responses=problems(404, 409), summary="Exchange cards with somebody")
async def exchange_cards(token: Token, runtime: Parts, me: Me) -> Connection:
    """Say that I met who handed me this card: we are introduced, and each of us sees the other's address.

    Both find the other among their connections, with the meeting noted, to be followed up tomorrow. To do
    so again on another day notes another meeting.
    """
    return await connection_of(runtime, me.person_id, await exchange(runtime, me.person_id, token))


def _told(runtime: Runtime, card: Card) -> MyCard:
    url = address_of(runtime, card)
    return MyCard(url=url, fields=card.fields, event_id=card.event_id, valid_until=card.valid_until)
