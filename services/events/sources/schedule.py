"""When a source is fetched next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

SHORTEST_S = 3600
"""Nobody is asked more often than hourly, whatever a hint says."""
UNCONDITIONAL_S = 24 * 3600
"""A server that gives no validators sends everything each time: it is asked daily at most."""
PUSHED_S = 24 * 3600
"""Where a hub tells of news, a source is still looked at daily: hubs go silent without a word."""
LONGEST_S = 7 * 24 * 3600
LONGEST_BACKOFF_DOUBLINGS = 6
NEAR = timedelta(hours=48)
"""How close an event must be for its sources to be read hourly: last changes matter to those on their way."""
FULL_SPREAD = 0.1


@dataclass(frozen=True, slots=True)
class Pace:
    """What moves the time of a source's next fetch."""

    every_s: int
    """The usual interval."""
    failures: int = 0
    """In a row."""
    hint_s: int = 0
    """What the publisher asks for (max-age, REFRESH-INTERVAL, ttl; 0: nothing); it can only slow us down."""
    next_event: datetime | None = None
    """The nearest start among the source's events."""
    has_validators: bool = True
    """Whether it can be asked conditionally (ETag, Last-Modified)."""
    retry_after_s: int | None = None
    """Obeyed wherever it asks for a longer wait."""
    most_often_s: int | None = None
    """The budget that the publisher set: never sooner."""
    is_pushed: bool = False
    """Whether a hub reports news: then a daily look is enough."""


def slowest(*hints: int | None) -> int:
    """Return which of a publisher's hints counts, in seconds: the longest, 0 where there is none."""
    return max(hint or 0 for hint in hints)


def next_fetch(pace: Pace, now: datetime, spread: float) -> datetime:
    """Return when to come back: the usual interval, doubled for each failure in a row, a week at most.

    `spread` in [0, 1) moves it by up to a tenth (after a failure, by up to as much again) so that sources do
    not fall into step.
    """
    wait_s: float = _usual_s(pace, now)
    doublings = min(pace.failures, LONGEST_BACKOFF_DOUBLINGS)
    jitter = spread if doublings else FULL_SPREAD * spread
    wait_s = min(wait_s * 2**doublings * (1 + jitter), LONGEST_S)
    floor_s = max(min(pace.retry_after_s or 0, LONGEST_S), pace.most_often_s or 0)
    return now + timedelta(seconds=max(wait_s, floor_s))


def _usual_s(pace: Pace, now: datetime) -> int:
    wanted = SHORTEST_S if _is_near(pace, now) and pace.has_validators else pace.every_s
    floor = SHORTEST_S if pace.has_validators else UNCONDITIONAL_S
    # An interval set by hand below the floor (the loopback samples) stays as it was set.
    asked = max(wanted, pace.hint_s, floor if pace.every_s >= SHORTEST_S else 0)
    return max(min(asked, LONGEST_S), PUSHED_S if pace.is_pushed else 0)


def _is_near(pace: Pace, now: datetime) -> bool:
    return not pace.is_pushed and pace.next_event is not None and now <= pace.next_event <= now + NEAR
