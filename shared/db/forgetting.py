"""Deleting what is old, a batch at a time: no statement runs long, however much has come together."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from shared.db.connection import affected_rows
from shared.db.pool import Database

BATCH = 5000


async def forget(db: Database, now: datetime, kept: Mapping[tuple[str, str], timedelta]) -> int:
    """Delete one batch of each kind of rows and return how many went.

    A kind is a table and the condition of those that may go, in which $1 is `now` less how long they are
    kept. Both are written by us, never by a user; they become SQL.
    """
    gone = 0
    for (table, condition), keep in kept.items():
        sql = f"""
        DELETE FROM {table} WHERE ctid IN (SELECT ctid FROM {table} WHERE {condition} LIMIT $2)
        """  # noqa: S608 - see above
        gone += affected_rows(await db.execute(sql, now - keep, BATCH))
    return gone
