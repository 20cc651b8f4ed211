"""Two who met, of whom one took the other's card: both agreed in person, so they are introduced."""

from dataclasses import replace
from datetime import datetime, timedelta

from services.matching.introductions.rules import Introduction, is_open
from services.matching.store.connections.knowing import Acquaintance, in_touch, know
from services.matching.store.introductions.rows import between
from services.matching.store.introductions.steps import LOCK_BOTH, write_step
from services.matching.store.their_clock import by_their_clock
from shared.contracts.network.cards import Exchange
from shared.db import Connection, Database
from shared.kernel.errors import AppError, Kind
from shared.kernel.ids import Ids

MOST_A_DAY = 200
"""So many may take one person's card within a day: an address that leaked does not gather more."""
_DAY = timedelta(days=1)
_BLOCKED = "SELECT EXISTS (SELECT 1 FROM block WHERE (person_id, other_id) IN (($1, $2), ($2, $1)))"
_TAKEN = """
SELECT count(*) FROM introduction WHERE asked_id = $1 AND in_person AND asked_at > $2"""
_INSERT = """
INSERT INTO introduction (id, asker_id, asked_id, event_id, message, in_person, state, asked_at, expires_at)
VALUES ($1, $2, $3, '', '', true, 'waiting', $4, $4)
"""


async def exchange(db: Database, person_id: str, met: Exchange, now: datetime, ids: Ids) -> str:
    """Introduce the two, note with each that they met today, and return the id of the person's connection.

    Who waited for an answer has it. Taking the card again notes the meeting of another day.

    Raises:
        AppError: `card_missing` where its owner is gone or one blocked the other; `card_taken_often`.
    """
    other = met.other_id
    async with db.transaction() as conn:
        there = await conn.fetch(LOCK_BOTH, [person_id, other])
        if len({person_id, other}) != len(there) or await conn.fetchval(_BLOCKED, person_id, other):
            raise missing()
        asked = [await between(conn, other, person_id), await between(conn, person_id, other)]
        if not any(one and one.state == "accepted" for one in asked):
            open_one = next((one for one in asked if one and is_open(one, now)), None)
            held = open_one or await _made(conn, person_id, other, now, ids)
            await write_step(conn, replace(held, state="accepted", accepted_at=now), person_id, now)
        await _note(conn, other, person_id, met.event_id, now, ids)
        return await _note(conn, person_id, other, met.event_id, now, ids)


async def _made(conn: Connection, person_id: str, other: str, now: datetime, ids: Ids) -> Introduction:
    if await conn.fetchval(_TAKEN, other, now - _DAY) >= MOST_A_DAY:
        detail = "This card was taken by very many today; ask for another way to be in touch."
        raise AppError("card_taken_often", Kind.CONFLICT, detail)
    made = Introduction(ids("int"), person_id, other, "waiting", now)
    await conn.execute(_INSERT, made.id, person_id, other, now)
    return made


async def _note(
    conn: Connection, mine: str, theirs: str, event_id: str | None, now: datetime, ids: Ids
) -> str:
    tie_id = await know(conn, Acquaintance(mine, theirs, "introduced", event_id), now, ids)
    await in_touch(conn, tie_id, "met", (await by_their_clock(conn, mine, now)).date(), ids)
    return tie_id


def missing() -> AppError:
    """Say that nobody hands this card out."""
    detail = "Nobody hands this card out now; ask its owner for a new code or address."
    return AppError("card_missing", Kind.MISSING, detail)
