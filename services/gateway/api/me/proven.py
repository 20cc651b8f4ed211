"""Which of the links of people who are shown are proven to be theirs: only the gateway knows."""

from collections.abc import Sequence

from services.gateway.runtime import Runtime
from services.gateway.store.own_pages import verified
from shared.contracts.people import PersonCard, Suggestion


async def with_proofs(runtime: Runtime, found: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Mark the proven links of suggested people."""
    cards = await proven_cards(runtime, [one.person for one in found])
    return tuple(one.model_copy(update={"person": card}) for one, card in zip(found, cards, strict=True))


async def proven_cards(runtime: Runtime, cards: Sequence[PersonCard]) -> list[PersonCard]:
    """Mark the proven links on cards; those that a card does not show stay untold."""
    proven = await verified(runtime.db, [card.id for card in cards if card.links])
    return [
        card.model_copy(update={"verified_links": tuple(url for url in card.links if url in proven[card.id])})
        if card.id in proven
        else card
        for card in cards
    ]
