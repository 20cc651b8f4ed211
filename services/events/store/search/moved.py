"""Events that a search by place found and that moved online or away since."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import Any

from services.events.publish.entry import Entry
from services.events.search.filters.filtered import filtered
from services.events.search.moved import anywhere, moved_to
from services.events.search.query import Search
from services.events.store.search.search import entries_of
from shared.db import Database

LATELY = timedelta(days=90)
"""How long what moved is still told of: as long as its change is in the log."""
MOST_LOOKED_AT = 2000
"""Events that moved and that the search would find anywhere, of which one answer looks at the soonest."""


async def find_moved(db: Database, search: Search) -> list[Entry]:
    """Return what moved out of a search, with where to, the soonest first; of none by place nothing."""
    if anywhere(search) == search:
        return []
    statement = filtered(anywhere(search))
    since = statement.bind(search.now - LATELY)
    sql = f"""
        select event_id, was from change where was ?| array['place', 'mode'] and event_id in (
            select id from {statement.rows} where id in (
                select event_id from change where was ?| array['place', 'mode'] and at > {since}
            ) and {" and ".join(statement.where)} order by starts_utc, id limit {MOST_LOOKED_AT}
        ) order by event_id, seq desc
    """  # noqa: S608 - only constants and placeholders are interpolated
    rows = await db.fetch(sql, *statement.args)
    before: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        before[row["event_id"]].append(row["was"])
    found = [
        replace(entry, moved=moved_to(search, entry.event, before[entry.event["id"]]))
        for entry in await entries_of(db, list(before), search.now)
    ]
    return [entry for entry in found if entry.moved]
