"""What an event was before it moved, for its page: whoever noted the old day sees that it is another."""

from collections.abc import Iterable, Mapping
from typing import Any

from services.gateway.alerts.edition import Told
from services.gateway.alerts.news import News
from services.gateway.alerts.render import day_before, place_before
from shared.contracts.catalogue.lists import Change
from shared.contracts.events import Event


def moved_from(event: Event, changes: Iterable[Change]) -> tuple[str, str]:
    """Return the day or clock, and the place, that stood last before those that stand; empty where none did.

    Args:
        event: as it is now.
        changes: its own, newest first.
    """
    was: dict[str, Any] = {}
    for change in changes:
        for field, before in _told(change).items():
            if field not in was and before != _now(event, field):
                was[field] = before
    told = Told(event, News.RESCHEDULED, was)
    return day_before(told), place_before(told)


def _told(change: Change) -> Mapping[str, Any]:
    if change.was is None:
        return {}
    return change.was.model_dump(include={"starts_at", "place"}, exclude_none=True)


def _now(event: Event, field: str) -> object:
    part = getattr(event, field)
    return part.model_dump() if part else None
