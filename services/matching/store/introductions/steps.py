"""Steps of an introduction, and what they lead to. Both people's rows are locked: two steps never cross."""

from dataclasses import replace
from datetime import datetime

from services.matching.introductions.rules import (
    WAITS,
    Introduction,
    Taken,
    check_editable,
    check_reply,
    take,
)
from services.matching.store.connections.knowing import Acquaintance, in_touch, know, tie_between
from services.matching.store.introductions.rows import held, own, tell
from services.matching.store.their_clock import by_their_clock
from shared.db import Connection, Database, Record
from shared.kernel.ids import Ids

LOCK_BOTH = "SELECT id FROM person WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE"
_STEP = """
UPDATE introduction SET state = $2, accepted_at = $3, reply = $5,
    message = CASE WHEN $2 = 'accepted' THEN coalesce(rewritten, message) ELSE message END,
    declined_at = CASE WHEN $2 = 'declined' THEN $4 ELSE declined_at END
WHERE id = $1
"""
_REWRITE = """
UPDATE introduction SET rewritten = $2, message = CASE WHEN state = 'waiting' THEN $2 ELSE message END
WHERE id = $1
"""
ASIDE = """
INSERT INTO dismissal (person_id, other_id, verdict, until, created_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (person_id, other_id) DO UPDATE
SET verdict = excluded.verdict, until = excluded.until, created_at = excluded.created_at
WHERE dismissal.until IS NOT NULL
"""
_FOLLOWED_ASKER = """
UPDATE introduction SET asker_followed_at = coalesce(asker_followed_at, $2) WHERE id = $1"""
_FOLLOWED_ASKED = """
UPDATE introduction SET asked_followed_at = coalesce(asked_followed_at, $2) WHERE id = $1"""
OUTCOME = """
INSERT INTO outcome (suggestion_id, answer, said_at)
SELECT suggestion_id, $2, $3 FROM introduction WHERE id = $1 AND suggestion_id IS NOT NULL
ON CONFLICT DO NOTHING
"""


async def step(
    db: Database, person_id: str, introduction_id: str, wanted: Taken, now: datetime, ids: Ids
) -> None:
    """Take a step.

    Raises:
        AppError: `introduction_missing` where it is not the person's, `introduction_step` or `reply_unread`.
    """
    check_reply(wanted)
    async with db.transaction() as conn:
        row = await _locked(conn, person_id, introduction_id, now)
        after = take(held(row), person_id, wanted.step, now)
        if wanted.step == "followed":
            await _followed(conn, after, person_id, now, ids)
        elif after != held(row):
            await write_step(conn, replace(after, reply=wanted.reply), person_id, now)
            if after.state == "accepted":
                await acquaint(conn, after, row["event_id"], now, ids)


async def rewrite(db: Database, person_id: str, introduction_id: str, message: str, now: datetime) -> None:
    """Change the words while it waits; who said no meanwhile is told nothing of it, nor is who asked.

    Raises:
        AppError: `introduction_missing` or `introduction_step`.
    """
    async with db.transaction() as conn:
        row = await _locked(conn, person_id, introduction_id, now)
        check_editable(held(row), person_id, now)
        await conn.execute(_REWRITE, introduction_id, message)


async def _locked(conn: Connection, person_id: str, introduction_id: str, now: datetime) -> Record:
    """Return the row as it stands once nobody else writes."""
    found = await own(conn, person_id, introduction_id, now)
    await conn.fetch(LOCK_BOTH, [found["asker_id"], found["asked_id"]])
    return await own(conn, person_id, introduction_id, now)


async def write_step(conn: Connection, after: Introduction, person_id: str, now: datetime) -> None:
    """Write what a step of one of the two led to, and what it means for whom they are shown."""
    await conn.execute(_STEP, after.id, after.state, after.accepted_at, now, after.reply)
    other = after.asked_id if person_id == after.asker_id else after.asker_id
    if after.state == "accepted":
        await conn.execute(OUTCOME, after.id, "accepted", now)
        await conn.execute(ASIDE, person_id, other, "know_them", None, now)
        await conn.execute(ASIDE, other, person_id, "know_them", None, now)
    elif after.state == "declined":
        await conn.execute(ASIDE, person_id, other, "not_now", now + WAITS, now)
    else:
        await conn.execute(ASIDE, person_id, other, "asked", now, now)


async def _followed(conn: Connection, one: Introduction, person_id: str, now: datetime, ids: Ids) -> None:
    """Write down that one of the two wrote to the other after they met."""
    by_asker = person_id == one.asker_id
    await conn.execute(_FOLLOWED_ASKER if by_asker else _FOLLOWED_ASKED, one.id, now)
    other = one.asked_id if by_asker else one.asker_id
    if (tie_id := await tie_between(conn, person_id, other)) is not None:
        today = (await by_their_clock(conn, person_id, now)).date()
        await in_touch(conn, tie_id, "message", today, ids)


async def acquaint(
    conn: Connection, one: Introduction, event_id: str | None, now: datetime, ids: Ids
) -> None:
    """Write down with each of the two that they know the other, and have who asked told of it."""
    await tell(conn, one.id, one.asker_id, now, ids)
    for mine, theirs in ((one.asker_id, one.asked_id), (one.asked_id, one.asker_id)):
        await know(conn, Acquaintance(mine, theirs, "introduced", event_id), now, ids)
