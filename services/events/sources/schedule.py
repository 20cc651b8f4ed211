"""When a source is fetched next."""

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


def next_fetch(  # noqa: PLR0913 - all keywords, each one thing that may move the time
    now: datetime,
    *,
    every_s: int,
    failures: int,
    retry_after_s: int | None,
    spread: float,
    hint_s: int | None = None,
    next_event: datetime | None = None,
    has_validators: bool = True,
    most_often_s: int | None = None,
    is_pushed: bool = False,
) -> datetime:
    """Return when to come back: the usual interval, doubled for each failure in a row, a week at most.

    `spread` in [0, 1) moves it by up to a tenth (after a failure, by up to as much again) so that sources do
    not fall into step. `hint_s` is what the publisher asks for (max-age, REFRESH-INTERVAL, ttl); it can only
    slow us down. `next_event` is the nearest start among the source's events. `Retry-After` is obeyed
    wherever it asks for a longer wait. `most_often_s` is the budget that the publisher set: never sooner.
    `is_pushed` tells that a hub reports news: then a daily look is enough.
    """
    wait_s: float = _usual_s(
        now, every_s, hint_s, None if is_pushed else next_event, has_validators=has_validators
    )
    if is_pushed:
        wait_s = max(wait_s, PUSHED_S)
    doublings = min(failures, LONGEST_BACKOFF_DOUBLINGS)
    jitter = spread if doublings else FULL_SPREAD * spread
    wait_s = min(wait_s * 2**doublings * (1 + jitter), LONGEST_S)
    floor_s = max(min(retry_after_s or 0, LONGEST_S), most_often_s or 0)
    return now + timedelta(seconds=max(wait_s, floor_s))


def _usual_s(
    now: datetime, every_s: int, hint_s: int | None, next_event: datetime | None, *, has_validators: bool
) -> int:
    near = next_event is not None and now <= next_event <= now + NEAR
    wanted = SHORTEST_S if near and has_validators else every_s
    floor = SHORTEST_S if has_validators else UNCONDITIONAL_S
    # An interval set by hand below the floor (the loopback samples) stays as it was set.
    asked = max(wanted, hint_s or 0, floor if every_s >= SHORTEST_S else 0)
    return min(asked, LONGEST_S)
