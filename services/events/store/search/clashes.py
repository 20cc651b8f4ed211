"""Events that a new one could clash with."""

from datetime import date, datetime

from services.events.search.clashes import Rival
from services.events.search.filters.filtered import filtered
from services.events.search.query import Search
from shared.db import Database, Record
from shared.topics import area_of

MOST_WEIGHED = 5000
"""Events looked at in one answer, the soonest first."""


async def find_rivals(db: Database, search: Search, begins: datetime, ends: datetime) -> list[Rival]:
    """Return the events of a search between two instants, on any topic of the areas asked for."""
    areas = tuple(dict.fromkeys(area_of(topic) for topic in search.topics))
    statement = filtered(search._replace(topics=areas, overlaps=(begins, ends)))
    where = "\n  and ".join(statement.where)
    rows = await db.fetch(
        f"""
        with rivals as materialized (
            select id, starts_utc, topics from {statement.rows} where {where}
            order by starts_utc, id limit {MOST_WEIGHED}
        )
        select id, rivals.topics, doc ->> 'title' as title, doc -> 'place' ->> 'city' as city,
            left(doc -> 'starts_at' ->> 'local', 10) as first, left(doc -> 'ends_at' ->> 'local', 10) as last
        from rivals join event using (id) order by rivals.starts_utc, id
        """,  # noqa: S608 - only constants and placeholders are interpolated
        *statement.args,
    )
    return [_rival(row) for row in rows]


def _rival(row: Record) -> Rival:
    first = date.fromisoformat(row["first"])
    last = max(first, date.fromisoformat(row["last"])) if row["last"] else first
    topics = tuple(topic for topic in row["topics"] if "." in topic)
    return Rival(row["id"], row["title"], row["city"], first, last, topics)
