"""Whether an event takes place, out of the fields of a record."""

from typing import Final

from services.events.ingest.parse.records.record_when import Fields, says_yes

_REVIEWED: Final = frozenset(
    {"confirmed", "accepted", "published", "scheduled", "active", "draft", "pending", "submitted"}
    | {"cancelled", "canceled", "postponed", "withdrawn", "upcoming", "past", "open", "closed"}
)


def status_of(fields: Fields) -> str | None:
    """Return the status as told, by a field of its own or by one that asks whether it is called off."""
    return "cancelled" if says_yes(fields, "cancelled") else fields.get("status")


def state_of_review(region: str | None) -> str | None:
    """Return what a field called `state` says where it is no part of a country: `confirmed`."""
    return region if (region or "").strip().lower() in _REVIEWED else None
