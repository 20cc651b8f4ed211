"""Who organises an event: whoever has proven a source of it to be theirs, and those who run this."""

import asyncio

from services.gateway.api.pages.operate.operators import is_operator
from services.gateway.api.pages.visitor import Visitor
from shared.contracts.claims import ClaimState
from shared.contracts.events import Event
from shared.kernel.errors import AppError, Kind

OPERATORS = "The people who run this Acquaint"
"""As whom an operator brings attendees."""
_COUNTS = frozenset({ClaimState.VERIFIED, ClaimState.FAILING})
_MOST_SOURCES = 10


async def organiser_of(visitor: Visitor, event: Event) -> str | None:
    """Return as which partner the visitor organises an event: a source of theirs, or as an operator."""
    events, person_id = visitor.runtime.events, visitor.person_id
    sources = list(dict.fromkeys(source.source_id for source in event.sources))[:_MOST_SOURCES]
    claims = await asyncio.gather(*(events.claims(person_id, source) for source in sources))
    for source, held in zip(sources, claims, strict=True):
        if any(claim.state in _COUNTS for claim in held):
            return source
    return OPERATORS if await is_operator(visitor) else None


async def only_organisers(visitor: Visitor, event: Event) -> str:
    """Return as which partner they organise; raise `not_organiser` with what proves it."""
    partner = await organiser_of(visitor, event)
    if partner is None:
        detail = "Prove first that a source of this event is yours; its page says how."
        raise AppError("not_organiser", Kind.FORBIDDEN, detail)
    return partner
