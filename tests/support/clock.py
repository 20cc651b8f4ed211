"""A clock that stands still until it is told to move."""

from datetime import UTC, datetime, timedelta

import pytest


class FixedClock:
    """Calling it returns the instant it stands at; a `shared.kernel.clock.Clock`."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return the instant, aware and in UTC."""
        return self.now

    def advance(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> datetime:
        """Move on and return the new instant."""
        self.now += timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        return self.now


@pytest.fixture
def clock() -> FixedClock:
    """Return a clock that stands at Monday, 23 November 2026, 09:00 UTC."""
    return FixedClock(datetime(2026, 11, 23, 9, tzinfo=UTC))
