"""Changes become messages to webhooks: read the log, ask the queries, keep messages and position at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from services.gateway.alerts.watch import Log, finding
from services.gateway.partners.message import Endpoint, is_wanted, message_of, type_of
from shared.contracts.catalogue.lists import ChangePage

BATCH = 500


@dataclass(frozen=True, slots=True)
class Message:
    """A message that one endpoint is to get."""

    webhook_id: str
    seq: int
    type: str
    event_id: str
    body: Mapping[str, Any]


class Outgoing(Protocol):
    """Who listens, and what waits to be sent."""

    async def listening(self) -> Sequence[Endpoint]:
        """Return every endpoint that is not disabled."""
        ...

    async def position(self) -> str | None:
        """Return where the log was read to; None before the first time."""
        ...

    async def heard(self, event_ids: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """Return, by endpoint, which of the events it was told of."""
        ...

    async def keep(self, before: str | None, page: ChangePage, messages: Sequence[Message]) -> bool:
        """Keep messages and position in one transaction; False when another reader was faster."""
        ...


async def announce(log: Log, outgoing: Outgoing, public_url: str) -> int:
    """Read one stretch of the log; return how many entries were dealt with."""
    endpoints, position = await outgoing.listening(), await outgoing.position()
    if not endpoints and position is None:
        return 0
    page = await log.changes(after=position or "latest", limit=BATCH)
    if position is not None and not page.items:
        return 0
    ids = sorted({it for change in page.items for it in (change.event_id, change.merged_into) if it})
    finds = await finding(log, {it.query for it in endpoints if it.query}, ids)
    heard = await outgoing.heard(ids) if ids else {}
    messages = [
        Message(it.id, change.seq, type_of(change), change.event_id, message_of(change, public_url))
        for it in endpoints
        for change in page.items
        if is_wanted(change, it, finds.get(it.query, frozenset()), heard.get(it.id, frozenset()))
    ]
    return len(page.items) if await outgoing.keep(position, page, messages) else 0
