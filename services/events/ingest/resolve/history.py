"""What became of an event between two of its versions: the reason for the change log, and what was before."""

from collections.abc import Mapping
from typing import Any

from shared.contracts.events import EventStatus, Mode, Moment
from shared.contracts.moved import is_elsewhere, is_moved

_TOLD = ("status", "starts_at", "place", "mode")

_DATED_AGAIN = (EventStatus.POSTPONED, EventStatus.SCHEDULED)
"""What was put off takes place: at another time that is a new date."""


def reason_of(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> str:
    """Name the weightiest difference of two stored documents: a status, the date, the town, or anything."""
    if before is None:
        return "created"
    has_moved = is_moved(Moment(**before["starts_at"]), Moment(**after["starts_at"]))
    statuses = before["status"], after["status"]
    if statuses[0] != statuses[1] and not (has_moved and statuses == _DATED_AGAIN):
        return str(after["status"])
    if has_moved:
        return "rescheduled"
    if (before["mode"], after["mode"]) == (Mode.IN_PERSON, Mode.ONLINE):
        return "moved_online"
    return "relocated" if is_elsewhere(before["place"], after["place"]) else "updated"


def before_of(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what changed of status, start, place and mode as it was before; None where nothing of it did."""
    if before is None:
        return None
    return {name: before[name] for name in _TOLD if before[name] != after[name]} or None
