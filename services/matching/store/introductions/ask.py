"""Asks for an introduction. Both people's rows are locked: two who ask each other at once never cross."""

from dataclasses import replace
from datetime import datetime

from services.matching.introductions.rules import MOST_WAITING, WAITS, Introduction, is_open, take
from services.matching.store.introductions.rows import LAPSES_AT, between, tell
from services.matching.store.introductions.steps import ASIDE, LOCK_BOTH, OUTCOME, acquaint, write_step
from shared.contracts.network import introductions as contract
from shared.db import Connection, Database
from shared.kernel.errors import AppError, Kind
from shared.kernel.ids import Ids

_APART = """
SELECT EXISTS (SELECT 1 FROM block WHERE (person_id, other_id) IN (($1, $2), ($2, $1)))
    OR EXISTS (SELECT 1 FROM dismissal
               WHERE (person_id, other_id) IN (($1, $2), ($2, $1)) AND verdict = 'hide')
"""
_INSERT = f"""
WITH i AS (INSERT INTO introduction (id, asker_id, asked_id, suggestion_id, event_id, message, state,
                                     asked_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING *)
SELECT {LAPSES_AT} FROM i LEFT JOIN catalogue_event e USING (event_id)
"""  # noqa: S608 - no values
_WAITING = f"""
SELECT count(*) FROM introduction i LEFT JOIN catalogue_event e USING (event_id)
WHERE asker_id = $1 AND i.state IN ('waiting', 'declined') AND {LAPSES_AT} > $2
"""  # noqa: S608 - no values
_REFUSED = """
SELECT EXISTS (SELECT 1 FROM introduction
               WHERE asker_id = $1 AND asked_id = $2 AND declined_at IS NOT NULL)"""


async def ask(db: Database, person_id: str, wanted: contract.NewIntroduction, now: datetime, ids: Ids) -> str:
    """Keep a request and return its id; where the other asked first, that one is accepted instead.

    Who was told no before is written down as told no again: the other is not asked twice, and nobody
    learns of it.

    Raises:
        AppError: `suggestion_missing`, `introduction_waiting`, `introduced_already` or `introductions_many`.
    """
    async with db.transaction() as conn:
        event_id, other = await _suggested(conn, person_id, wanted.suggestion_id)
        theirs, mine = await between(conn, other, person_id), await between(conn, person_id, other)
        _check_new(theirs, mine, now)
        if theirs and is_open(theirs, now):
            agreed = replace(take(theirs, person_id, "accept", now), reply=wanted.message)
            await write_step(conn, agreed, person_id, now)
            await acquaint(conn, theirs, event_id, now, ids)
            return theirs.id
        if await conn.fetchval(_WAITING, person_id, now) >= MOST_WAITING:
            detail = f"You wait for {MOST_WAITING} answers already; withdraw one, or wait until one comes."
            raise AppError("introductions_many", Kind.CONFLICT, detail)
        return await _insert(conn, (person_id, other, event_id), wanted, now, ids)


async def _insert(
    conn: Connection, who: tuple[str, str, str], wanted: contract.NewIntroduction, now: datetime, ids: Ids
) -> str:
    """Write down that one asks the other at an event (their ids), and have the other told of it."""
    person_id, other, event_id = who
    state = "declined" if await conn.fetchval(_REFUSED, person_id, other) else "waiting"
    new_id = ids("int")
    values = (person_id, other, wanted.suggestion_id, event_id, wanted.message, state, now, now + WAITS)
    until = await conn.fetchval(_INSERT, new_id, *values)
    await conn.execute(OUTCOME, new_id, "asked", now)
    await conn.execute(ASIDE, person_id, other, "asked", until, now)
    if state == "waiting":
        await tell(conn, new_id, other, now, ids)
    return new_id


async def _suggested(conn: Connection, person_id: str, suggestion_id: str) -> tuple[str, str]:
    """Return event and person of a suggestion made to this person, both people locked."""
    sql = "SELECT event_id, other_id FROM suggestion WHERE id = $1 AND person_id = $2"
    row = await conn.fetchrow(sql, suggestion_id, person_id)
    if row is not None:
        await conn.fetch(LOCK_BOTH, [person_id, row["other_id"]])
    if row is None or await conn.fetchval(_APART, person_id, row["other_id"]):
        detail = "There is no such suggestion of yours; take an id from GET /v1/me/people."
        raise AppError("suggestion_missing", Kind.MISSING, detail)
    return row["event_id"], row["other_id"]


def _check_new(theirs: Introduction | None, mine: Introduction | None, now: datetime) -> None:
    if any(one and one.state == "accepted" for one in (theirs, mine)):
        detail = "You are introduced already; they stand among your introductions."
        raise AppError("introduced_already", Kind.CONFLICT, detail)
    if mine and is_open(mine, now):
        detail = "You asked them already and wait for an answer; withdraw that one to ask in other words."
        raise AppError("introduction_waiting", Kind.CONFLICT, detail)
