"""Whom it is time to follow up with."""

from collections.abc import Iterable
from datetime import datetime

from shared.contracts.introductions import Introduction


def due_of(introductions: Iterable[Introduction], now: datetime) -> tuple[Introduction, ...]:
    """Return those whose follow-up is due and not done, the longest due first."""
    due = [
        (one.follow_up.due_at, one)
        for one in introductions
        if one.follow_up is not None and one.follow_up.done_at is None and one.follow_up.due_at <= now
    ]
    return tuple(one for _, one in sorted(due, key=lambda pair: pair[0]))
