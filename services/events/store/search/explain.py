"""Looking up why events were found."""

from services.events.search.explain import explain_sql, explained
from services.events.search.query import Search
from shared.db import Database


async def explain(db: Database, search: Search, ids: tuple[str, ...]) -> dict[str, dict[str, list[str]]]:
    """Return for each event which words of the search it has, and how; nothing for a search by operators."""
    if search.wording is None or not ids:
        return {}
    sql, args = explain_sql(search, ids)
    rows = {row["id"]: row for row in await db.fetch(sql, *args)}
    return {it: explained(search, rows[it]["typed"], rows[it]["meant"]) for it in ids if it in rows}
