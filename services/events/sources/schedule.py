"""When a source is fetched next."""

from datetime import datetime, timedelta

LONGEST_S = 7 * 24 * 3600
LONGEST_BACKOFF_DOUBLINGS = 6


def next_fetch(
    now: datetime, *, every_s: int, failures: int, retry_after_s: int | None, spread: float
) -> datetime:
    """Return when to come back: the usual interval, doubled for each failure in a row, a week at most.

    `spread` in [0, 1) moves it by up to a tenth later, so that sources do not fall into step.
    `Retry-After` is obeyed wherever it asks for a longer wait.
    """
    doublings = min(failures, LONGEST_BACKOFF_DOUBLINGS)
    wait_s = min(every_s * 2**doublings, LONGEST_S) * (1 + 0.1 * spread)
    return now + timedelta(seconds=max(wait_s, min(retry_after_s or 0, LONGEST_S)))
