"""What became of an event between two of its versions: the reason for the change log, and what was before."""

from collections.abc import Mapping
from typing import Any

from shared.contracts.events import Mode

_TOLD = ("status", "starts_at", "place", "mode")
_WHERE = ("venue", "city", "country")


def reason_of(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> str:
    """Name the weightiest difference of two stored documents: a status, the date, the town, or anything."""
    if before is None:
        return "created"
    if before["status"] != after["status"]:
        return str(after["status"])
    if _moment(before["starts_at"]) != _moment(after["starts_at"]):
        return "rescheduled"
    if (before["mode"], after["mode"]) == (Mode.IN_PERSON, Mode.ONLINE):
        return "moved_online"
    return "relocated" if _is_elsewhere(before["place"], after["place"]) else "updated"


def before_of(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what changed of status, start, place and mode as it was before; None where nothing of it did."""
    if before is None:
        return None
    return {name: before[name] for name in _TOLD if before[name] != after[name]} or None


def _moment(told: Mapping[str, str | None]) -> str | None:
    """The same instant told in another zone is no other time."""
    return told["utc"] or told["local"]


def _is_elsewhere(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> bool:
    """A place that becomes known, or better known, is no move; another town is, or another venue in it."""
    return any(
        str(before[part]).casefold() != str(after[part]).casefold()
        for part in _WHERE
        if before and after and before[part] and after[part]
    )
