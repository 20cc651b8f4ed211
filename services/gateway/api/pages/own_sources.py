"""Which sources of an event the visitor has proven to be theirs."""

import asyncio
from typing import Final

from services.gateway.api.pages.visitor import Visitor
from shared.contracts.events import Event
from shared.contracts.sources.claims import ClaimState

MOST_SOURCES: Final = 10
"""Sources of one event that are asked for."""
_COUNTS: Final = frozenset({ClaimState.VERIFIED, ClaimState.FAILING})


async def own_sources(visitor: Visitor, event: Event) -> list[str]:
    """Return the sources of an event that the visitor has proven theirs."""
    events, person_id = visitor.runtime.events, visitor.person_id
    sources = list(dict.fromkeys(source.source_id for source in event.sources))[:MOST_SOURCES]
    claims = await asyncio.gather(*(events.claims(person_id, source) for source in sources))
    told = zip(sources, claims, strict=True)
    return [source for source, held in told if any(claim.state in _COUNTS for claim in held)]
