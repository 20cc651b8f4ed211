"""When a message is tried again, and when an endpoint is given up."""

from datetime import datetime, timedelta

WAITS_S = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
"""After the first failure, the second …: three days in all, as Standard Webhooks suggests."""
MOST_ATTEMPTS = len(WAITS_S) + 1
GIVEN_UP_AFTER = timedelta(days=5)
"""An endpoint that took nothing for so long is disabled."""
_LONGEST_REST_S = 900


def retry_at(now: datetime, attempts: int, spread: float) -> datetime | None:
    """Return when to try again, up to a tenth later by `spread` in [0, 1); None when it has been enough."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return now + timedelta(seconds=WAITS_S[attempts - 1] * (1 + spread / 10))


def rest_until(now: datetime, failures: int) -> datetime:
    """Return until when an endpoint is left alone after failures in a row, whatever waits for it."""
    return now + timedelta(seconds=min(5 * 2 ** min(failures, 10), _LONGEST_REST_S))
