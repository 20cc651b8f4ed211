"""Setting aside what searches read of events that are over, so that the rows of coming ones stay few."""

from datetime import datetime

from shared.db import Database, affected_rows

_OVER = """
update event_search set is_over = true where not is_over and ends_utc < $1::timestamptz - interval '1 day'
"""
"""A day late, so that a search that has been paged for hours loses nothing."""


async def set_aside(db: Database, now: datetime) -> int:
    """Move the rows of events that are over; return how many."""
    return affected_rows(await db.execute(_OVER, now))
