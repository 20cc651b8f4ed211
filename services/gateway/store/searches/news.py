"""News of searches that waits to be told."""

from collections.abc import Sequence

from services.gateway.alerts.edition import Heading, Waiting
from services.gateway.alerts.news import News as Kind
from services.gateway.alerts.tell import News
from shared.db import Connection, Database

_MOST = 20_000
"""Pieces of news that are looked at for one letter; what is beyond waits for the next."""

_WAITING = """
select search_id, event_id, news, coalesce(seq, 0) as seq, was from saved_search_event
where search_id = any($1) and news is not null order by seq, search_id, event_id limit $2
"""
_TOLD = """
update saved_search_event e set news = null, was = null
from unnest($1::text[], $2::text[], $3::bigint[]) as t (search_id, event_id, seq)
where e.search_id = t.search_id and e.event_id = t.event_id and coalesce(e.seq, 0) = t.seq
"""


async def waiting_of(db: Database, person_id: str, rhythm: str) -> News:
    """Return a person's searches of a rhythm, and what waits in them."""
    rows = await db.fetch(
        "select id, name, query from saved_search where person_id = $1 and alerts = $2 order by lower(name)",
        person_id, rhythm,
    )  # fmt: skip
    searches = tuple(Heading(row["id"], row["name"], row["query"]) for row in rows)
    found = await db.fetch(_WAITING, [search.id for search in searches], _MOST)
    return News(
        searches,
        tuple(
            Waiting(row["search_id"], row["event_id"], Kind(row["news"]), row["seq"], row["was"] or {})
            for row in found
        ),
    )


async def mark_told(conn: Connection, told: Sequence[Waiting]) -> None:
    """Forget news that a letter tells; what became of an event since then goes on waiting."""
    await conn.execute(
        _TOLD, [it.search_id for it in told], [it.event_id for it in told], [it.seq for it in told]
    )
