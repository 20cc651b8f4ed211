"""The card that somebody handed me, to keep, and to exchange for mine."""

from fastapi import APIRouter, Response

from services.gateway.api.pages.forms import Form
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, go
from services.gateway.api.public.cards import Token
from services.gateway.handing import card_at, exchange, shown_card

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/c/{token}")
async def handed_card_page(token: Token, visitor: Visit) -> Response:
    """Show what the card shows, and what to do with it."""
    reader_id = visitor.me.person_id if visitor.me else None
    card = await card_at(visitor.runtime, token, reader_id)
    shown = await shown_card(visitor.runtime, card)
    events = await visitor.runtime.events.batch([shown.event_id] if shown.event_id else [])
    return visitor.show(
        "handed_card.html",
        card=shown,
        token=token,
        event=events.get(shown.event_id or ""),
        mine=card.person_id == reader_id,
    )


@router.post("/c/{token}")
async def exchange_form(token: Token, visitor: Visit, form: Form) -> Response:
    """Exchange cards, and go on to what I keep of them."""
    del form
    tie_id = await exchange(visitor.runtime, visitor.person_id, token)
    return go(f"/connections/{tie_id}")
