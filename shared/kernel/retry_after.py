"""`Retry-After` (RFC 9110, 10.2.3) of somebody else's answer."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

LONGEST_WAIT_S: Final = 7 * 24 * 3600


def retry_after_s(text: str | None, now: datetime) -> int | None:
    """Read seconds or a date, as at most a week; None when unreadable."""
    value = (text or "").strip()
    if re.fullmatch(r"\d{1,9}", value):
        return min(int(value), LONGEST_WAIT_S)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return int(max(timedelta(0), min(aware - now, timedelta(seconds=LONGEST_WAIT_S))).total_seconds())
