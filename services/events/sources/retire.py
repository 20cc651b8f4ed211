"""When a source is given up."""

from datetime import datetime, timedelta

MISSING_FOR = timedelta(days=30)
"""So long a 404 may last: sites are rebuilt, and feeds come back."""


def is_given_up(reason: str, failing_since: datetime | None, now: datetime) -> bool:
    """Tell whether a failure is the last: 410 at once, 404 after a month of failures."""
    if reason == "http_410":
        return True
    return reason == "http_404" and failing_since is not None and now - failing_since >= MISSING_FOR
