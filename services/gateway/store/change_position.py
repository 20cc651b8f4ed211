"""How far each reader has read the change log of the events service; it moves with what was made of it."""

from datetime import datetime

from shared.db import Connection, Database, Record

_MOVE = """
insert into change_position (name, resume, at) values ($1, $2, $3)
on conflict (name) do update set resume = excluded.resume, at = excluded.at
"""


async def position(db: Database, reader: str) -> str | None:
    """Return where a reader goes on; None where it has not begun."""
    found: str | None = await db.fetchval("select resume from change_position where name = $1", reader)
    return found


async def locked(conn: Connection, reader: str) -> Record | None:
    """Return `resume` and since when it stands there (`at`); no other moves it until the transaction ends."""
    return await conn.fetchrow("select resume, at from change_position where name = $1 for update", reader)


async def move(conn: Connection | Database, reader: str, resume: str, now: datetime) -> None:
    """Have a reader go on from here."""
    await conn.execute(_MOVE, reader, resume, now)
