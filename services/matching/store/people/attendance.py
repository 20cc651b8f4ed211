"""Attendance rows, and the count of them that other services hear of."""

from collections.abc import Sequence
from datetime import datetime

from services.matching.recommend.candidates.scopes import Stand
from shared.contracts.messages import AttendanceChanged, AttendanceCounted, Stream
from shared.contracts.people import Attendance, AttendanceStatus, SetAttendance
from shared.db import Connection, Database, Record
from shared.db.outbox import put
from shared.kernel.geo import Point
from shared.kernel.ids import Ids

MOST_LISTED = 1000
_SET = """
INSERT INTO attendance AS held (person_id, event_id, status, match, listed, updated_at)
VALUES ($1, $2, $3, coalesce($4::boolean, false), coalesce($5::boolean, false), $6)
ON CONFLICT (person_id, event_id) DO UPDATE
SET status = excluded.status, match = coalesce($4, held.match), listed = coalesce($5, held.listed),
    updated_at = excluded.updated_at
WHERE (held.status, held.match, held.listed)
   <> (excluded.status, coalesce($4, held.match), coalesce($5, held.listed))
RETURNING held.event_id
"""
_ONE = "SELECT * FROM attendance WHERE person_id = $1 AND event_id = $2"
_LISTED = """
SELECT a.* FROM attendance a JOIN catalogue_event e USING (event_id)
WHERE a.person_id = $1
  AND ($2::text IS NULL OR (e.starts_utc, a.event_id) >
      (SELECT last.starts_utc, last.event_id FROM catalogue_event last WHERE last.event_id = $2))
ORDER BY e.starts_utc, a.event_id LIMIT $3
"""
_AT_EVENT = """
SELECT * FROM attendance WHERE event_id = $1 AND person_id > $2 ORDER BY person_id LIMIT $3
"""
_FELLOWS = """
SELECT person_id FROM attendance WHERE event_id = $2 AND listed AND person_id > $3 AND person_id <> $1
  AND NOT EXISTS (SELECT 1 FROM block b WHERE (b.person_id, b.other_id) IN (($1, attendance.person_id),
                                                                           (attendance.person_id, $1)))
ORDER BY person_id LIMIT $4
"""
_STANDS = """
SELECT a.person_id, a.event_id, a.status, a.match, e.starts_utc, e.lat, e.lon
FROM attendance a JOIN catalogue_event e USING (event_id)
WHERE a.person_id = ANY($1) AND e.ends_utc > $2 AND e.starts_utc < $3
  AND e.status NOT IN ('cancelled', 'probably_off')
"""


async def set_attendance(
    conn: Connection, person_id: str, event_id: str, stand: SetAttendance, now: datetime
) -> tuple[Attendance, AttendanceChanged | None]:
    """Write a person's stand; return it, and what changed, if anything did."""
    before = await conn.fetchrow(_ONE, person_id, event_id)
    row = (person_id, event_id, stand.status.value, stand.match, stand.listed, now)
    changed = await conn.fetchval(_SET, *row) is not None
    held = _attendance(await conn.fetchrow(_ONE, person_id, event_id) or {})
    fact = AttendanceChanged(
        person_id=person_id, event_id=event_id, status=held.status, match=held.match, listed=held.listed,
        was_listed=bool(before and before["listed"]), changed_at=now,
    )  # fmt: skip
    return held, fact if changed else None


async def drop_attendance(
    conn: Connection, person_id: str, event_id: str, now: datetime
) -> AttendanceChanged | None:
    """Withdraw a person's stand; return what changed, if there was one."""
    statement = "DELETE FROM attendance WHERE person_id = $1 AND event_id = $2 RETURNING listed"
    listed = await conn.fetchval(statement, person_id, event_id)
    if listed is None:
        return None
    return AttendanceChanged(
        person_id=person_id, event_id=event_id, status=None, match=False, listed=False, was_listed=listed,
        changed_at=now,
    )  # fmt: skip


async def list_attendance(
    db: Database, person_id: str, after: str | None = None, limit: int = MOST_LISTED
) -> tuple[Attendance, ...]:
    """Return a person's stands by the start of the event, those after an event's where one is named."""
    rows = await db.fetch(_LISTED, person_id, after, limit)
    return tuple(_attendance(row) for row in rows)


async def find_stand(conn: Connection, person_id: str, event_id: str) -> Attendance | None:
    """Return a person's stand on an event of this very id."""
    row = await conn.fetchrow(_ONE, person_id, event_id)
    return _attendance(row) if row else None


async def at_event(conn: Connection, event_id: str, after: str, limit: int) -> dict[str, Attendance]:
    """Return the stands on an event by person, in the order of their ids, after an id."""
    rows = await conn.fetch(_AT_EVENT, event_id, after, limit)
    return {row["person_id"]: _attendance(row) for row in rows}


async def fellows(conn: Connection, person_id: str, event_id: str, after: str, limit: int) -> list[str]:
    """Return the ids, after one, of those who let a person see that they go; none where either blocked."""
    rows = await conn.fetch(_FELLOWS, person_id, event_id, after, limit)
    return [row["person_id"] for row in rows]


async def stands(
    db: Database, person_ids: Sequence[str], now: datetime, until: datetime
) -> dict[str, list[Stand]]:
    """Return each person's stands on events that have not ended and begin before `until`."""
    found: dict[str, list[Stand]] = {person_id: [] for person_id in person_ids}
    for row in await db.fetch(_STANDS, list(found), now, until):
        point = None if row["lat"] is None or row["lon"] is None else Point(row["lat"], row["lon"])
        status, match = AttendanceStatus(row["status"]), row["match"]
        found[row["person_id"]].append(Stand(row["event_id"], status, match, row["starts_utc"], point))
    return found


async def tell_change(conn: Connection, changed: AttendanceChanged, ids: Ids) -> None:
    """Queue whose stand is another, and how many people go to the event now."""
    now = changed.changed_at
    await put(conn, Stream.ATTENDANCE_CHANGED, changed, message_id=ids("msg"), occurred_at=now)
    await tell_count(conn, changed.event_id, now, ids("msg"))


async def tell_count(conn: Connection, event_id: str, now: datetime, message_id: str) -> None:
    """Queue how many people go to an event now."""
    going = await conn.fetchval(
        "SELECT count(*) FROM attendance WHERE event_id = $1 AND status = 'going'", event_id
    )
    fact = AttendanceCounted(event_id=event_id, going=going, counted_at=now)
    await put(conn, Stream.ATTENDANCE_COUNTED, fact, message_id=message_id, occurred_at=now)


def _attendance(row: Record) -> Attendance:
    return Attendance(
        event_id=row["event_id"],
        status=row["status"],
        match=row["match"],
        listed=row["listed"],
        updated_at=row["updated_at"],
    )
