"""How many events a search would find, and when events start, by Postgres' statistics: no row is read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.events.search.query import Search
from services.events.search.sql import estimate_sql
from shared.db import Database

_BOUNDS = """
select histogram_bounds::text::timestamptz[] from pg_stats
where schemaname = current_schema and tablename = 'event_ahead' and attname = 'starts_utc'
"""


async def estimated(db: Database, search: Search, *, in_title: bool = False) -> float:
    """Return about how many events a search finds; with `in_title` those with the words in their title."""
    sql, args = estimate_sql(search, in_title=in_title)
    plan: list[dict[str, Any]] = await db.fetchval(f"explain (format json) {sql}", *args)
    return float(plan[0]["Plan"]["Plan Rows"])


async def start_bounds(db: Database) -> Sequence[datetime]:
    """Return instants that part the coming events by start into equally many; none before an analysis."""
    return await db.fetchval(_BOUNDS) or ()
