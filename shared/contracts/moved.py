"""Whether an event is at another time or place than before, as a person who goes there sees it."""

from collections.abc import Mapping
from typing import Any, Final

from shared.contracts.events import Moment

_WITH_MINUTES: Final = len("2027-05-19T09:00")
_WHERE: Final = ("venue", "city", "country")


def is_moved(before: Moment, now: Moment) -> bool:
    """A time of day, or a zone, that becomes known on the same day is no move."""
    if before.utc and now.utc:
        return before.utc != now.utc
    if before.local[:10] != now.local[:10]:
        return True
    are_timed = min(len(before.local), len(now.local)) >= _WITH_MINUTES
    return are_timed and before.local != now.local


def is_elsewhere(before: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> bool:
    """A place that becomes known, or better known, is no move; another town is, or another venue in it."""
    if not before or not now:
        return False
    parts = ((before.get(name), now.get(name)) for name in _WHERE)
    return any(one and other and str(one).casefold() != str(other).casefold() for one, other in parts)
