"""News of searches that waits to be told."""

from collections.abc import Sequence

from services.gateway.alerts.edition import Heading, Waiting
from services.gateway.alerts.going_letter import letter_id
from services.gateway.alerts.news import News as Kind
from services.gateway.alerts.tell import News
from services.gateway.digest.decide import House
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


async def waiting_of(db: Database, house: House, person_id: str, rhythm: str) -> News:
    """Return a person's searches of a rhythm, and what waits in them."""
    rows = await db.fetch(
        "select id, name, query from saved_search where person_id = $1 and alerts = $2 order by lower(name)",
        person_id, rhythm,
    )  # fmt: skip
    searches = tuple(Heading(row["id"], row["name"], row["query"]) for row in rows)
    found = await db.fetch(_WAITING, [search.id for search in searches], _MOST)
    waiting = tuple(
        Waiting(row["search_id"], row["event_id"], Kind(row["news"]), row["seq"], row["was"] or {})
        for row in found
    )
    return News(searches, waiting, await _untold(db, house, person_id, waiting))


async def _untold(
    db: Database, house: House, person_id: str, waiting: tuple[Waiting, ...]
) -> tuple[Waiting, ...]:
    """Leave out what the letters of where they go tell them: each change is told in one letter."""
    ids = [letter_id(house, person_id, it.event_id, it.seq) for it in waiting]
    rows = await db.fetch(
        "select message_id from mail_message where message_id = any($1) and dead_at is null", ids
    )
    told = {row["message_id"] for row in rows}
    return tuple(it for it, its_id in zip(waiting, ids, strict=True) if its_id not in told)


async def mark_told(conn: Connection, told: Sequence[Waiting]) -> None:
    """Forget news that a letter tells; what became of an event since then goes on waiting."""
    await conn.execute(
        _TOLD, [it.search_id for it in told], [it.event_id for it in told], [it.seq for it in told]
    )
