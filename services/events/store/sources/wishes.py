"""What publishers want of us, on the rows of their sources, and the work that follows from it."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from services.events.sources.publisher.wishes import Wishes, must_read_anew, must_redraft, not_before
from shared.db import Connection, Record
from shared.db.lease import LeaseTable

REDRAFTS = LeaseTable("redraft", "source_id")
_COLUMNS = ", ".join(field.name for field in fields(Wishes))


async def wishes_of(conn: Connection, source_id: str) -> Wishes | None:
    """Return what is wanted for a source, its row locked; None for an unknown one."""
    row = await conn.fetchrow(f"select {_COLUMNS} from source where id = $1 for update", source_id)  # noqa: S608
    return Wishes(**dict(row)) if row else None


async def save_wishes(conn: Connection, source_id: str, held: Wishes, made: Wishes, now: datetime) -> None:
    """Write what is wanted. A fetch under way loses its claim, so that nothing is written against it."""
    await conn.execute(
        """
        update source set most_often_s = $2, paused = $3, stopped_at = $4, withdrawn = $5, own_title = $6,
            own_licence = $7, own_attribution = $8, own_timezone = $9, lease_owner = null, lease_until = null
        where id = $1
        """,
        source_id, made.most_often_s, made.paused, made.stopped_at, made.withdrawn, made.own_title,
        made.own_licence, made.own_attribution, made.own_timezone,
    )  # fmt: skip
    await _move_turn(conn, source_id, held, made, now)
    if must_redraft(held, made):
        await ask_redraft(conn, source_id, now)


async def ask_redraft(conn: Connection, source_id: str, now: datetime) -> None:
    """Have the events of a source derived anew, from the beginning where that is under way already."""
    sql = """
        insert into redraft (source_id, next_at) values ($1, $2)
        on conflict (source_id) do update set next_at = excluded.next_at, lease_owner = null,
            lease_until = null, attempts = 0, dead_at = null
    """
    await conn.execute(sql, source_id, now)


async def mark_withdrawn(conn: Connection, source_id: str, now: datetime) -> list[str]:
    """Mark the listings of a source as it is wanted now; return the ids of all of them.

    One whom the publisher withdrew, or whoever runs this refuses, shows none.
    """
    sql = """
        update listing set withdrawn_at =
            case when source.withdrawn or source.admitted is false then coalesce(withdrawn_at, $2) end
        from source where source.id = $1 and source_id = $1 returning listing.id
    """
    rows = await conn.fetch(sql, source_id, now)
    return sorted(str(row["id"]) for row in rows)


async def refused_among(conn: Connection, event_ids: Sequence[str]) -> set[str]:
    """Return which of these events, that nobody shows any more, had a source that was refused."""
    sql = """
        select distinct event_id from listing join source on source.id = source_id
        where event_id = any($1) and source.admitted is false and not source.withdrawn
    """
    rows = await conn.fetch(sql, list(event_ids))
    return {row["event_id"] for row in rows}


async def _move_turn(conn: Connection, source_id: str, held: Wishes, made: Wishes, now: datetime) -> None:
    """No sooner than the budget allows; at once, and whole, where it is to be read anew."""
    anew = must_read_anew(held, made)
    row: Record | None = await conn.fetchrow(
        "select last_fetched_at, next_at, every_s from source where id = $1", source_id
    )
    if row is None:
        return
    soonest = not_before(row["last_fetched_at"], made.most_often_s, now)
    usual = not_before(row["last_fetched_at"], row["every_s"], now)
    planned = usual if made.most_often_s != held.most_often_s else row["next_at"]
    due = soonest if anew or planned is None else max(planned, soonest)
    await conn.execute("update source set next_at = $2 where id = $1", source_id, due)
    if anew:
        sql = """
            update source set etag = null, last_modified = null, document_sha256 = null, dead_at = null
            where id = $1
        """
        await conn.execute(sql, source_id)
