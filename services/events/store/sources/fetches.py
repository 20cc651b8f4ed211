"""What the last fetches of a source came to, for its publisher."""

from datetime import datetime

from services.events.sources.model import SourceState
from shared.db import Connection, Database, Record

KEPT = 20


async def note_fetch(conn: Connection, source_id: str, state: SourceState) -> None:
    """Add the fetch that left this state, and forget all but the newest."""
    await conn.execute(
        """
        with noted as (
            insert into source_fetch (source_id, at, outcome, listings, rejected) values ($1, $2, $3, $4, $5)
            on conflict (source_id, at) do update set outcome = excluded.outcome, turn = default)
        delete from source_fetch where source_id = $1 and at < (
            select at from source_fetch where source_id = $1 and at < $2 order by at desc offset $6 limit 1)
        """,
        source_id,
        state.last_fetched_at,
        state.last_outcome,
        state.listings,
        state.rejected,
        KEPT - 2,
    )


async def fetches_of(db: Database, source_id: str) -> list[Record]:
    """Return at, outcome, listings and rejected of the last fetches, newest first."""
    sql = """
        select at, outcome, listings, rejected from source_fetch where source_id = $1
        order by at desc limit $2
    """
    return await db.fetch(sql, source_id, KEPT)


async def rejections_of(db: Database, source_id: str) -> list[dict[str, str | None]]:
    """Return what could not be used of the document read last: reason, where, title."""
    found: list[dict[str, str | None]] | None = await db.fetchval(
        "select rejections from source where id = $1", source_id
    )
    return found or []


async def first_seen(db: Database, source_id: str) -> datetime | None:
    """Return since when a source is watched."""
    found: datetime | None = await db.fetchval("select created_at from source where id = $1", source_id)
    return found
