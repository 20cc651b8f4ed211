"""What a change of the log is to a webhook: a type, and a thin message with a link to the event."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.contracts.catalogue.lists import Change
from shared.contracts.partners.webhooks import EventType

_BY_REASON: dict[str, EventType] = {
    "created": "event.created",
    "cancelled": "event.cancelled",
    "merged": "event.merged",
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A webhook that listens: for which types, and for which events; no query means all of them."""

    id: str
    query: str
    types: frozenset[str]
    since: datetime


def type_of(change: Change) -> EventType:
    """Return the type of message by the reason of a change; `event.updated` where it has none of its own."""
    return _BY_REASON.get(change.reason, "event.updated")


def is_wanted(change: Change, endpoint: Endpoint, finds: Collection[str], known: Collection[str]) -> bool:
    """Tell whether an endpoint hears of a change.

    `finds` are the events that its query finds now, `known` those it has heard of before: they are followed
    to their end, also when the query no longer finds them. Whatever stands for a merged event counts for it.
    """
    if type_of(change) not in endpoint.types or change.at < endpoint.since:
        return False
    if not endpoint.query or change.event_id in known:
        return True
    return change.event_id in finds or (change.merged_into or "") in finds


def message_of(change: Change, public_url: str) -> dict[str, Any]:
    """Return the body: type, time and data, as Standard Webhooks lays them out."""
    event = change.event
    told = event.model_dump(mode="json", include=set(_TOLD)) if event else {}
    data = {
        "seq": change.seq,
        "event_id": change.event_id,
        "reason": change.reason,
        "version": change.version,
        "merged_into": change.merged_into,
        "was": change.was.model_dump(mode="json", exclude_unset=True) if change.was else None,
        "event_url": f"{public_url}/v1/events/{change.merged_into or change.event_id}",
        "event": told or None,
    }
    return {"type": type_of(change), "timestamp": change.at.isoformat(), "data": data}


_TOLD = ("title", "kind", "status", "starts_at", "ends_at", "mode", "place", "url")
