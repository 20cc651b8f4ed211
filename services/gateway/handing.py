"""Handing out a card, reading one that was handed over, and exchanging it for one's own."""

from datetime import timedelta

from services.gateway.accounts import ensure_profile
from services.gateway.auth.numbered_link import read_token, token_for
from services.gateway.cards.handed import Card, handed
from services.gateway.keeping import recognise
from services.gateway.runtime import Runtime
from services.gateway.store import cards
from services.gateway.store.auth.accounts import email_of
from services.gateway.store.own_pages import verified
from shared.contracts.network.cards import Exchange, HandedCard, NewCard
from shared.kernel.errors import AppError, Kind


async def hand_out(runtime: Runtime, person_id: str, new: NewCard) -> Card:
    """Set what a person's card shows; raise `attendance_missing` for an event they do not go to."""
    await ensure_profile(runtime, person_id)
    if new.event_id is not None:
        await runtime.matching.stand(person_id, new.event_id)
    now = runtime.clock()
    return await cards.hand_out(runtime.db, person_id, new, now + timedelta(days=new.days), now)


async def held_card(runtime: Runtime, person_id: str) -> Card:
    """Return the card that a person hands out now; raise `card_missing` where it is none."""
    found = await cards.held(runtime.db, person_id, runtime.clock())
    if found is None:
        raise AppError(
            "card_missing", Kind.MISSING, "You are not handing out a card; PUT /v1/me/card makes one."
        )
    return found


def address_of(runtime: Runtime, card: Card) -> str:
    """Return where whoever scans the card reads it."""
    return address_at(runtime, token_for(runtime.key, "card", card.person_id, card.serial))


def address_at(runtime: Runtime, token: str) -> str:
    """Return the address of a card's page."""
    return f"{runtime.face.public_url.rstrip('/')}/c/{token}"


async def card_at(runtime: Runtime, token: str, reader_id: str | None) -> Card:
    """Return the card of an address, unless who reads it is signed in and its owner has blocked them.

    Raises:
        AppError: `card_missing`, the same for what never was, what is void and what a reader may not see.
    """
    card = await cards.held(runtime.db, token.partition(".")[0], runtime.clock())
    if card and read_token(runtime.key, "card", token, card.serial):
        blocked = await runtime.matching.blocks(card.person_id) if reader_id else ()
        if reader_id not in {one.person_id for one in blocked}:
            return card
    detail = "Nobody hands this card out now; ask its owner for a new code or address."
    raise AppError("card_missing", Kind.MISSING, detail)


async def shown_card(runtime: Runtime, card: Card) -> HandedCard:
    """Return what a card shows."""
    profile = (await ensure_profile(runtime, card.person_id)).profile
    proven = await verified(runtime.db, [card.person_id])
    email = await email_of(runtime.db, card.person_id)
    return handed(card, profile, email, proven.get(card.person_id, ()))


async def exchange(runtime: Runtime, person_id: str, token: str) -> str:
    """Exchange cards, and return the id of the connection; raise `card_own`, `card_missing` and the like."""
    card = await card_at(runtime, token, None)  # blocks are looked at with the exchange
    if card.person_id == person_id:
        detail = "This card is your own; let somebody whom you meet scan it."
        raise AppError("card_own", Kind.CONFLICT, detail)
    await ensure_profile(runtime, person_id)
    met = Exchange(other_id=card.person_id, event_id=card.event_id)
    made = await runtime.connections.exchange(person_id, met)
    await recognise(runtime, person_id, card.person_id)
    return made.id
