"""What persons said of pairs of listings, and the pairs that wait for a person."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from services.events.ingest.resolve.model import Evidence, Pair
from services.events.sources.publisher.pairs import HeldPair
from shared.db import Connection, Database, Record


async def said_of(conn: Connection, listing_ids: Iterable[str]) -> dict[Pair, bool]:
    """Return what was said of pairs with one of these listings."""
    ids = list(listing_ids)
    if not ids:
        return {}
    sql = "select one, other, same from verdict where one = any($1) or other = any($1)"
    rows = await conn.fetch(sql, ids)
    return {frozenset((row["one"], row["other"])): row["same"] for row in rows}


async def save_verdict(
    conn: Connection, pair: Pair, *, same: bool | None, said_by: str, now: datetime
) -> None:
    """Keep what a person says of a pair; None takes it back."""
    one, other = sorted(pair)
    if same is None:
        await conn.execute("delete from verdict where one = $1 and other = $2", one, other)
        return
    sql = """
        insert into verdict (one, other, same, said_by, at) values ($1, $2, $3, $4, $5)
        on conflict (one, other) do update set
            same = excluded.same, said_by = excluded.said_by, at = excluded.at
    """
    await conn.execute(sql, one, other, same, said_by, now)


async def save_doubts(
    conn: Connection, resolved: Sequence[str], doubts: Sequence[Evidence], now: datetime
) -> None:
    """Replace the doubts about listings that were `resolved` by those there are now."""
    if resolved:
        await conn.execute("delete from doubt where one = any($1) or other = any($1)", list(resolved))
    if not doubts:
        return
    sql = """
        insert into doubt (one, other, probability, reason, features, at) values ($1, $2, $3, $4, $5, $6)
        on conflict (one, other) do nothing
    """
    await conn.executemany(sql, [_doubt(it, now) for it in doubts])


_DOUBTS: Final = """
select doubt.one, doubt.other, probability, reason,
       a.event_id as one_event, b.event_id as other_event, a.doc as one_doc, b.doc as other_doc,
       a.source_id as one_source, b.source_id as other_source,
       p.title as one_title, q.title as other_title
from doubt join listing a on a.id = one join listing b on b.id = other
    join source p on p.id = a.source_id join source q on q.id = b.source_id
"""


async def doubts(db: Database, limit: int) -> list[Record]:
    """Return the likeliest doubts with what both listings say."""
    return await db.fetch(f"{_DOUBTS} order by probability desc, one, other limit $1", limit)


async def doubts_of(db: Database, source_id: str, limit: int) -> list[Record]:
    """Return those of which a listing is of the source."""
    sql = f"{_DOUBTS} where $2 in (a.source_id, b.source_id) order by probability desc, one, other limit $1"
    return await db.fetch(sql, limit, source_id)


async def held_pair(db: Database, one: str, other: str) -> HeldPair | None:
    """Return what is held of two listings; None where one is not known."""
    sql = """
        select a.source_id as first, b.source_id as second, said_by, doubt.one is not null as is_in_doubt
        from listing a join listing b on a.id = $1 and b.id = $2
            left join doubt on (doubt.one, doubt.other) in ((a.id, b.id), (b.id, a.id))
            left join verdict on (verdict.one, verdict.other) in ((a.id, b.id), (b.id, a.id))
    """
    row = await db.fetchrow(sql, one, other)
    return HeldPair((row["first"], row["second"]), row["is_in_doubt"], row["said_by"]) if row else None


def _doubt(it: Evidence, now: datetime) -> tuple[Any, ...]:
    one, other = sorted((it.one, it.other))
    return one, other, it.decision.probability, it.decision.reason, dict(it.decision.features), now
