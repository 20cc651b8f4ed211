"""Who organises an event: whoever has proven a source of it to be theirs, and those who run this."""

import asyncio
from dataclasses import dataclass

from services.gateway.api.pages.operate.operators import is_operator
from services.gateway.api.pages.own_sources import MOST_SOURCES, own_sources
from services.gateway.api.pages.visitor import Visitor
from shared.contracts.events import Event
from shared.contracts.sources.claims import Claim
from shared.contracts.sources.doctor import SourceReport
from shared.contracts.sources.watched import Source
from shared.kernel.errors import AppError, Kind

OPERATORS = "The people who run this Acquaint"
"""As whom an operator brings attendees."""


async def organiser_of(visitor: Visitor, event: Event) -> str | None:
    """Return as which partner the visitor organises an event: a source of theirs, or as an operator."""
    own = await own_sources(visitor, event)
    return own[0] if own else OPERATORS if await is_operator(visitor) else None


@dataclass(frozen=True, slots=True)
class Proving:
    """A source of an event, how it can be proven to be somebody's, and how far the visitor is."""

    source: Source
    report: SourceReport
    claims: tuple[Claim, ...]


async def proving(visitor: Visitor, event: Event) -> tuple[Proving, ...]:
    """Return what the visitor may prove to organise an event; what can be proven by no means comes last."""
    ids = list(dict.fromkeys(source.source_id for source in event.sources))[:MOST_SOURCES]
    found = await asyncio.gather(*(_proving(visitor, source_id) for source_id in ids))
    return tuple(sorted(found, key=lambda it: all(offer.why_not for offer in it.report.offers)))


async def _proving(visitor: Visitor, source_id: str) -> Proving:
    events = visitor.runtime.events
    source, report, claims = await asyncio.gather(
        events.source(source_id),
        events.source_report(source_id),
        events.claims(visitor.person_id, source_id),
    )
    return Proving(source, report, claims)


async def only_organisers(visitor: Visitor, event: Event) -> str:
    """Return as which partner they organise; raise `not_organiser` with what proves it."""
    partner = await organiser_of(visitor, event)
    if partner is None:
        detail = "Prove first that a source of this event is yours; its page says how."
        raise AppError("not_organiser", Kind.FORBIDDEN, detail)
    return partner
