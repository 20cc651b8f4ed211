"""What an event was before it moved, for its page: whoever noted the old day sees that it is another."""

from collections.abc import Iterable
from typing import Any

from services.gateway.alerts.edition import Told
from services.gateway.alerts.news import News
from services.gateway.alerts.render import day_before, place_before
from shared.contracts.catalogue.lists import Change
from shared.contracts.events import Event
from shared.contracts.moved import is_elsewhere, is_moved


def moved_from(event: Event, changes: Iterable[Change]) -> tuple[str, str]:
    """Return the day or clock, and the place, it moved from last; empty where it has not moved.

    Args:
        event: as it is now.
        changes: its own, newest first.
    """
    place = event.place.model_dump() if event.place else None
    was: dict[str, Any] = {}
    for before in (change.was for change in changes if change.was is not None):
        if before.starts_at is not None and is_moved(before.starts_at, event.starts_at):
            was.setdefault("starts_at", before.starts_at.model_dump())
        if before.place is not None and is_elsewhere(before.place.model_dump(), place):
            was.setdefault("place", before.place.model_dump())
    told = Told(event, News.RESCHEDULED, was)
    return day_before(told), place_before(told)
