"""The change log: what happened to which event, in the order in which it was committed.

Readings are written one at a time, so a number is never seen before a smaller one.
"""

from datetime import datetime, timedelta

from shared.db import Database, Record, affected_rows

KEPT = timedelta(days=90)
"""How long an entry can be read."""
_SLACK = timedelta(days=2)
"""Entries are kept a little longer than is promised, so that nobody is cut off in the middle of a page."""
_BATCH = 10_000
_ENTRIES = "select seq, event_id, reason, merged_into, version, at, was from change"


async def changes_after(db: Database, seq: int, limit: int) -> list[Record]:
    """Return entries behind a number, oldest first."""
    return await db.fetch(f"{_ENTRIES} where seq > $1 order by seq limit $2", seq, limit)


async def changes_of(db: Database, event_id: str, limit: int) -> list[Record]:
    """Return the entries that tell what an event was before, newest first."""
    return await db.fetch(
        f"{_ENTRIES} where event_id = $1 and was is not null order by seq desc limit $2", event_id, limit
    )


async def last_change(db: Database) -> int:
    """Return the number of the newest entry, 0 where there is none."""
    return int(await db.fetchval("select coalesce(max(seq), 0) from change"))


async def forget_changes(db: Database, now: datetime) -> int:
    """Drop a batch of entries that are older than is promised; return how many."""
    sql = "delete from change where seq in (select seq from change where at < $1 order by seq limit $2)"
    return affected_rows(await db.execute(sql, now - KEPT - _SLACK, _BATCH))
