"""When a message is tried again, and when an endpoint is given up."""

from datetime import datetime, timedelta

WAITS_S = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
"""After the first failure, the second …: three days in all, as Standard Webhooks suggests."""
MOST_ATTEMPTS = len(WAITS_S) + 1
GIVEN_UP_AFTER = timedelta(days=5)
"""An endpoint that took nothing for so long is disabled."""
_LONGEST_REST_S, _LONGEST_ASKED_S = 900, 86_400


def retry_at(now: datetime, attempts: int, spread: float, asked_s: int = 0) -> datetime | None:
    """Return when to try again, up to a tenth later by `spread` in [0, 1); None when it has been enough.

    Not before the endpoint asked to be left alone (`Retry-After`), for a day at most.
    """
    if attempts >= MOST_ATTEMPTS:
        return None
    wait_s = max(WAITS_S[attempts - 1], min(asked_s, _LONGEST_ASKED_S))
    return now + timedelta(seconds=wait_s * (1 + spread / 10))


def rest_until(now: datetime, failures: int, asked_s: int = 0) -> datetime:
    """Return until when an endpoint is left alone after failures in a row, whatever waits for it."""
    rest_s = min(5 * 2 ** min(failures, 10), _LONGEST_REST_S)
    return now + timedelta(seconds=max(rest_s, min(asked_s, _LONGEST_ASKED_S)))
