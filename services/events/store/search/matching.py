"""Asking searches about a few events instead of all."""

from collections.abc import Sequence

from services.events.search.filters.filtered import filtered
from services.events.search.query import Search
from shared.contracts.catalogue.lists import FoundEvent, FoundEvents
from shared.db import Database


async def found_among(
    db: Database, event_ids: Sequence[str], searches: Sequence[Search | None]
) -> tuple[tuple[str, ...] | None, ...]:
    """Return, for each search, which of the events it finds, in the order of their ids."""
    found: list[tuple[str, ...] | None] = []
    async with db.connection() as conn:
        for search in searches:
            if search is None:
                found.append(None)
                continue
            statement = filtered(search)
            wanted = statement.bind(list(event_ids))
            where = " and ".join([f"id = any({wanted}::text[])", *statement.where])
            sql = f"select id from {statement.rows} where {where} order by id"  # noqa: S608 - placeholders
            rows = await conn.fetch(sql, *statement.args)
            found.append(tuple(row["id"] for row in rows))
    return tuple(found)


async def found_by(db: Database, search: Search, limit: int) -> FoundEvents:
    """Return what a search finds, the soonest first."""
    statement = filtered(search)
    where, most = " and ".join(statement.where), statement.bind(limit + 1)
    rows = await db.fetch(
        f"select id, ends_utc from {statement.rows} where {where} order by starts_utc, id limit {most}",  # noqa: S608
        *statement.args,
    )
    shown = tuple(FoundEvent(id=row["id"], ends_at=row["ends_utc"]) for row in rows[:limit])
    return FoundEvents(events=shown, whole=len(rows) <= limit)
