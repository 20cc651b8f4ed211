"""News of searches that waits to be told."""

from collections import Counter
from collections.abc import Sequence

from services.gateway.alerts.edition import Heading, Waiting
from services.gateway.alerts.going_letter import letter_id
from services.gateway.alerts.news import News as Kind
from services.gateway.alerts.tell import News
from services.gateway.letters.lists import House
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
    waiting = await _waiting(db, [search.id for search in searches])
    return News(searches, waiting, await _untold(db, house, person_id, waiting))


async def counts_of(db: Database, house: House, person_id: str, search_ids: Sequence[str]) -> Counter[str]:
    """Return of how many events the next alert tells, by search of a person."""
    waiting = await _waiting(db, search_ids)
    return Counter(it.search_id for it in await _untold(db, house, person_id, waiting))


async def _waiting(db: Database, search_ids: Sequence[str]) -> tuple[Waiting, ...]:
    rows = await db.fetch(_WAITING, search_ids, _MOST)
    return tuple(
        Waiting(row["search_id"], row["event_id"], Kind(row["news"]), row["seq"], row["was"] or {})
        for row in rows
    )


async def _untold(
    db: Database, house: House, person_id: str, waiting: tuple[Waiting, ...]
) -> tuple[Waiting, ...]:
    """Leave out what the letters of where they go tell them: each change is told in one letter."""
    if not waiting:
        return ()
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
