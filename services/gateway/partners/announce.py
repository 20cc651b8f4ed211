"""Changes become messages to webhooks."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from services.gateway.partners.message import Endpoint, is_wanted, message_of, type_of
from shared.contracts.catalogue.lists import Change


@dataclass(frozen=True, slots=True)
class Message:
    """A message that one endpoint is to get."""

    webhook_id: str
    seq: int
    type: str
    event_id: str
    body: Mapping[str, Any]


def messages_of(
    changes: Sequence[Change],
    endpoints: Sequence[Endpoint],
    finds: Mapping[str, AbstractSet[str]],
    heard: Mapping[str, AbstractSet[str]],
    public_url: str,
) -> list[Message]:
    """Return what each endpoint is to get of some changes.

    Args:
        changes: A stretch of the log.
        endpoints: Who listens.
        finds: What their queries find now.
        heard: By endpoint, which events it was told of before.
        public_url: Our address, to which messages link.
    """
    return [
        Message(it.id, change.seq, type_of(change), change.event_id, message_of(change, public_url))
        for it in endpoints
        for change in changes
        if is_wanted(change, it, finds.get(it.query, frozenset()), heard.get(it.id, frozenset()))
    ]
