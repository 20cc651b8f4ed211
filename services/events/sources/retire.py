"""When a source is given up."""

from datetime import datetime, timedelta

MISSING_FOR = timedelta(days=30)
"""So long a 404 may last: sites are rebuilt, and feeds come back."""
MISSED_AT_LEAST = 4
"""Failures in a row: a month in which we were off, or a clock that jumped, is no month of looking in vain."""


def is_given_up(reason: str, failures: int, failing_since: datetime, now: datetime) -> bool:
    """Tell whether a failure is the last: 410 at once, 404 after a month of failures in a row."""
    if reason == "http_410":
        return True
    is_long = failures >= MISSED_AT_LEAST and now - failing_since >= MISSING_FOR
    return reason == "http_404" and is_long
