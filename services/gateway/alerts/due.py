"""When a person is told: soon but bundled, or in the morning of their own day."""

from datetime import datetime, timedelta
from typing import Literal

from services.gateway.digest.due import instant, zone_of

Rhythm = Literal["at_once", "daily"]

BUNDLED = timedelta(minutes=10)
"""News waits so long for more: a source that brings thousands of events is one letter."""
APART = timedelta(hours=1)
"""Between two letters of one person."""


def next_turn(
    rhythm: Rhythm, now: datetime, last_at: datetime | None, hour: int, zone: str | None
) -> datetime:
    """Return when news of this moment is told; `hour` is on the person's own clock."""
    if rhythm == "at_once":
        return max(now + BUNDLED, (last_at + APART) if last_at else now)
    local = now.astimezone(zone_of(zone)).date()
    today = instant(local, hour, zone_of(zone))
    return today if today > now else instant(local + timedelta(days=1), hour, zone_of(zone))
