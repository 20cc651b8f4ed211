"""Writing down whom a person knows: rows of their own, which no other person sees."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shared.contracts.network import connections as contract
from shared.db import Connection, Database
from shared.kernel.errors import AppError, Kind
from shared.kernel.ids import Ids

MOST_KNOWN, MOST_NOTED = 50_000, 1_000
"""Connections of a person; meetings, and promises, of a connection."""
EVERY_DAYS = 90
TWICE_WITHIN = timedelta(minutes=2)
"""So soon after one another the same words are one form that was sent twice."""

_KNOW = """
INSERT INTO connection AS held (id, person_id, other_id, how, event_id, every_days, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
ON CONFLICT (person_id, other_id) DO UPDATE
SET how = CASE WHEN held.how IN ('introduced', excluded.how) THEN held.how ELSE excluded.how END,
    event_id = coalesce(held.event_id, excluded.event_id), updated_at = excluded.updated_at
RETURNING id
"""
_ADD = """
INSERT INTO connection (id, person_id, how, name, headline, organisation, email, link, notes, every_days,
                        created_at, updated_at)
SELECT $1, $2, 'added', $3, $4, $5, $6, $7, $8, $9, $10, $10
WHERE (SELECT count(*) FROM connection WHERE person_id = $2) < $11
RETURNING id
"""
_LOCK = "SELECT 1 FROM person WHERE id = $1 FOR NO KEY UPDATE"
_SENT_TWICE = """
SELECT id FROM connection
WHERE person_id = $1 AND how = 'added' AND created_at > $2 AND name IS NOT DISTINCT FROM $3
  AND headline IS NOT DISTINCT FROM $4 AND organisation IS NOT DISTINCT FROM $5
  AND email IS NOT DISTINCT FROM $6 AND link IS NOT DISTINCT FROM $7 AND notes = $8
ORDER BY created_at LIMIT 1
"""
_CHANGE = """
UPDATE connection SET name = $3, headline = $4, organisation = $5, email = $6, link = $7, notes = $8,
    every_days = $9, updated_at = $10
WHERE id = $1 AND person_id = $2
"""
_ONCE_A_DAY = """
INSERT INTO meeting (id, connection_id, kind, day) SELECT $1, $2, $3, $4
WHERE NOT EXISTS (SELECT 1 FROM meeting WHERE connection_id = $2 AND kind = $3 AND day = $4)
"""
_MEET = """
INSERT INTO meeting (id, connection_id, kind, day, notes) SELECT $1, $2, $3, $4, $5
WHERE (SELECT count(*) FROM meeting WHERE connection_id = $2) < $6 RETURNING id
"""
_PROMISE = """
INSERT INTO promise (id, connection_id, by_me, text, made_on, due_on) SELECT $1, $2, $3, $4, $5, $6
WHERE (SELECT count(*) FROM promise WHERE connection_id = $2) < $7 RETURNING id
"""
_KEEP = (
    "UPDATE promise SET kept_on = coalesce(kept_on, $3) WHERE id = $1 AND connection_id = $2 RETURNING true"
)


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """That a person knows another member, how so, and the event where they met, if any."""

    person_id: str
    other_id: str
    how: contract.How
    event_id: str | None


async def know(conn: Connection, one: Acquaintance, now: datetime, ids: Ids) -> str:
    """Write down that a person knows another member, and return the id.

    An introduction counts for more than what one says.
    """
    every, event_id = None if one.how == "known" else EVERY_DAYS, one.event_id or None
    values = (one.person_id, one.other_id, one.how, event_id, every, now)
    return str(await conn.fetchval(_KNOW, ids("tie"), *values))


async def in_touch(conn: Connection, tie_id: str, kind: contract.MeetingKind, day: date, ids: Ids) -> None:
    """Note that two met, or that one wrote; of a kind, once a day."""
    await conn.execute(_ONCE_A_DAY, ids("mtg"), tie_id, kind, day)


async def tie_between(conn: Connection, person_id: str, other_id: str) -> str | None:
    """Return the id of what a person keeps of another member, None where they keep nothing."""
    sql = "SELECT id FROM connection WHERE person_id = $1 AND other_id = $2"
    found = await conn.fetchval(sql, person_id, other_id)
    return None if found is None else str(found)


async def add(db: Database, person_id: str, new: contract.NewConnection, now: datetime, ids: Ids) -> str:
    """Note somebody who is not here, and when they met; return the id. Raises `connections_many`.

    The very same said again within `TWICE_WITHIN` is the one that stands: two presses make nobody two.
    """
    about = (new.name, new.headline, new.organisation, new.email, new.link, new.notes, new.every_days)
    async with db.transaction() as conn:
        await conn.fetch(_LOCK, person_id)
        said = about[:-1]
        if (standing := await conn.fetchval(_SENT_TWICE, person_id, now - TWICE_WITHIN, *said)) is not None:
            return str(standing)
        made = await conn.fetchval(_ADD, ids("tie"), person_id, *about, now, MOST_KNOWN)
        if made is None:
            detail = f"You keep {MOST_KNOWN} people already; forget some of them first."
            raise AppError("connections_many", Kind.CONFLICT, detail)
        if new.met_on is not None:
            met = contract.NewMeeting(day=new.met_on)
            await _meet(conn, str(made), met, now, ids)
    return str(made)


async def change(
    db: Database, person_id: str, tie_id: str, wish: contract.ChangeConnection, now: datetime
) -> None:
    """Change what was sent; of a member, name and the like are their own and stay unused."""
    async with db.transaction() as conn:
        held = await _own(conn, person_id, tie_id)
        after = {name: held[name] for name in contract.ChangeConnection.model_fields}
        after |= wish.model_dump(exclude_unset=True)
        if held["other_id"] is None and not after["name"]:
            raise AppError("name_missing", Kind.INVALID, "Give a name; it is all that tells who they are.")
        await conn.execute(
            _CHANGE, tie_id, person_id, *(after | {"notes": after["notes"] or ""}).values(), now
        )


async def forget(db: Database, person_id: str, tie_id: str) -> None:
    """Delete what a person keeps of somebody; forgetting again is no error."""
    await db.execute("DELETE FROM connection WHERE id = $1 AND person_id = $2", tie_id, person_id)


async def meet(
    db: Database, person_id: str, tie_id: str, new: contract.NewMeeting, now: datetime, ids: Ids
) -> None:
    """Note that the two were in touch. Raises `connection_missing`, `day_ahead` or `connection_full`."""
    async with db.transaction() as conn:
        await _own(conn, person_id, tie_id)
        await _meet(conn, tie_id, new, now, ids)


async def unmeet(db: Database, person_id: str, tie_id: str, meeting_id: str) -> None:
    """Take a meeting back; taking it back again is no error."""
    async with db.transaction() as conn:
        await _own(conn, person_id, tie_id)
        await conn.execute("DELETE FROM meeting WHERE id = $1 AND connection_id = $2", meeting_id, tie_id)


async def promise(
    db: Database, person_id: str, tie_id: str, new: contract.NewPromise, now: datetime, ids: Ids
) -> None:
    """Note a promise. Raises `connection_missing` or `connection_full`."""
    async with db.transaction() as conn:
        await _own(conn, person_id, tie_id)
        values = (tie_id, new.by_me, new.text, now.date(), new.due_on, MOST_NOTED)
        _check_room(await conn.fetchval(_PROMISE, ids("prm"), *values))


async def keep(db: Database, person_id: str, tie_id: str, promise_id: str, now: datetime) -> None:
    """Note that a promise was kept; again changes nothing. Raises `connection_missing`, `promise_missing`."""
    async with db.transaction() as conn:
        await _own(conn, person_id, tie_id)
        if not await conn.fetchval(_KEEP, promise_id, tie_id, now.date()):
            detail = "There is no such promise with this person; GET the connection for those there are."
            raise AppError("promise_missing", Kind.MISSING, detail)


async def unpromise(db: Database, person_id: str, tie_id: str, promise_id: str) -> None:
    """Take a promise back; taking it back again is no error."""
    async with db.transaction() as conn:
        await _own(conn, person_id, tie_id)
        await conn.execute("DELETE FROM promise WHERE id = $1 AND connection_id = $2", promise_id, tie_id)


async def _meet(conn: Connection, tie_id: str, new: contract.NewMeeting, now: datetime, ids: Ids) -> None:
    day = new.day or now.date()
    if day > now.date():
        raise AppError("day_ahead", Kind.INVALID, "Note a meeting once it was; this day is still to come.")
    _check_room(await conn.fetchval(_MEET, ids("mtg"), tie_id, new.kind, day, new.notes, MOST_NOTED))


async def _own(conn: Connection, person_id: str, tie_id: str) -> dict[str, object]:
    row = await conn.fetchrow(
        "SELECT * FROM connection WHERE id = $1 AND person_id = $2 FOR UPDATE", tie_id, person_id
    )
    if row is None:
        raise missing()
    return dict(row)


def missing() -> AppError:
    """Say that this is no connection of the person's."""
    detail = "There is no such connection of yours; take an id from GET /v1/me/connections."
    return AppError("connection_missing", Kind.MISSING, detail)


def _check_room(made: object) -> None:
    if made is None:
        detail = f"There are {MOST_NOTED} of these with this person already; delete old ones first."
        raise AppError("connection_full", Kind.CONFLICT, detail)
