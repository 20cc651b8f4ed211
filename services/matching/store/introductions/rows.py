"""An introduction's row: how it is found and read, and who is told that it moved."""

from datetime import datetime, timedelta

from services.matching.introductions.rules import Introduction
from shared.contracts.messages import IntroductionMoved, Stream
from shared.db import Connection, Database, Record
from shared.db.outbox import put
from shared.kernel.errors import AppError, Kind
from shared.kernel.ids import Ids

_KEPT_FOR = timedelta(days=730)
LAPSES_AT = "least(i.expires_at, CASE WHEN e.ends_utc > i.asked_at THEN e.ends_utc END)"
"""Until when one waits: as it was asked, or until the event is over at which they would meet."""

_BETWEEN = f"""
SELECT id, asker_id, asked_id, state, {LAPSES_AT} AS lapses_at, accepted_at
FROM introduction i LEFT JOIN catalogue_event e USING (event_id)
WHERE asker_id = $1 AND asked_id = $2 ORDER BY asked_at DESC, id DESC LIMIT 1
"""  # noqa: S608 - no values
_MINE = f"""
SELECT i.*, p.profile, e.title, e.ends_utc, {LAPSES_AT} AS lapses_at
FROM introduction i
JOIN person p ON p.id = CASE WHEN i.asker_id = $1 THEN i.asked_id ELSE i.asker_id END
LEFT JOIN catalogue_event e ON e.event_id = i.event_id
WHERE (i.asker_id = $1 OR (i.asked_id = $1 AND i.state <> 'withdrawn')) AND i.asked_at > $2
  AND NOT EXISTS (SELECT 1 FROM block b
                  WHERE (b.person_id, b.other_id) IN ((i.asker_id, i.asked_id), (i.asked_id, i.asker_id)))
  AND ($3::text IS NULL OR i.id = $3)
ORDER BY i.asked_at DESC, i.id DESC LIMIT 200
"""  # noqa: S608 - no values


async def mine(
    db: Database | Connection, person_id: str, now: datetime, only: str | None = None
) -> list[Record]:
    """Return the rows of a person's newest 200 of two years, or one of them; blocked people's are gone."""
    return list(await db.fetch(_MINE, person_id, now - _KEPT_FOR, only))


async def own(conn: Connection, person_id: str, introduction_id: str, now: datetime) -> Record:
    """Return the row of one of the person's introductions; raise `introduction_missing` where it is not."""
    rows = await mine(conn, person_id, now, introduction_id)
    if not rows:
        raise missing()
    return rows[0]


def missing() -> AppError:
    """Say that this is no introduction of the person's."""
    detail = "There is no such introduction of yours; take an id from GET /v1/me/introductions."
    return AppError("introduction_missing", Kind.MISSING, detail)


async def between(conn: Connection, asker: str, asked: str) -> Introduction | None:
    """Return the newest of those that one asked of the other."""
    row = await conn.fetchrow(_BETWEEN, asker, asked)
    return held(row) if row else None


def held(row: Record) -> Introduction:
    """Return what the rules ask of a row."""
    return Introduction(
        row["id"], row["asker_id"], row["asked_id"], row["state"], row["lapses_at"], row["accepted_at"]
    )


async def tell(conn: Connection, introduction_id: str, reader_id: str, now: datetime, ids: Ids) -> None:
    """Queue, in the transaction of it, that a person has been asked, or that whom they asked agreed."""
    fact = IntroductionMoved(introduction_id=introduction_id, reader_id=reader_id)
    await put(conn, Stream.INTRODUCTION_MOVED, fact, message_id=ids("msg"), occurred_at=now)
