"""Introduction rows. Both people's rows are locked while one asks or answers: two steps never cross."""

from dataclasses import replace
from datetime import datetime, timedelta

from services.matching.introductions.rules import (
    MOST_WAITING,
    WAITS,
    Introduction,
    Taken,
    check_editable,
    check_reply,
    follow_up_due,
    is_ahead,
    is_open,
    meets_by,
    seen,
    take,
)
from services.matching.introductions.words import draft, opening, questions
from services.matching.people.visibility import Viewer, card
from services.matching.store.connections.knowing import Acquaintance, in_touch, know, tie_between
from services.matching.store.introduction_news import tell
from services.matching.store.stored import stored_profile
from services.matching.store.their_clock import by_their_clock
from shared.contracts.network import introductions as contract
from shared.contracts.people import Profile
from shared.db import Connection, Database, Record
from shared.kernel.errors import AppError, Kind
from shared.kernel.ids import Ids

_KEPT_FOR = timedelta(days=730)
LOCK_BOTH = "SELECT id FROM person WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE"
_APART = """
SELECT EXISTS (SELECT 1 FROM block WHERE (person_id, other_id) IN (($1, $2), ($2, $1)))
    OR EXISTS (SELECT 1 FROM dismissal
               WHERE (person_id, other_id) IN (($1, $2), ($2, $1)) AND verdict = 'hide')
"""
LAPSES_AT = "least(i.expires_at, CASE WHEN e.ends_utc > i.asked_at THEN e.ends_utc END)"
"""Until when one waits: as it was asked, or until the event is over at which they would meet."""

_BETWEEN = f"""
SELECT id, asker_id, asked_id, state, {LAPSES_AT} AS lapses_at, accepted_at
FROM introduction i LEFT JOIN catalogue_event e USING (event_id)
WHERE asker_id = $1 AND asked_id = $2 ORDER BY asked_at DESC, id DESC LIMIT 1
"""  # noqa: S608 - no values
_INSERT = f"""
WITH i AS (INSERT INTO introduction (id, asker_id, asked_id, suggestion_id, event_id, message, state,
                                     asked_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING *)
SELECT {LAPSES_AT} FROM i LEFT JOIN catalogue_event e USING (event_id)
"""  # noqa: S608 - no values
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
_WAITING = f"""
SELECT count(*) FROM introduction i LEFT JOIN catalogue_event e USING (event_id)
WHERE asker_id = $1 AND i.state IN ('waiting', 'declined') AND {LAPSES_AT} > $2
"""  # noqa: S608 - no values
_ASIDE = """
INSERT INTO dismissal (person_id, other_id, verdict, until, created_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (person_id, other_id) DO UPDATE
SET verdict = excluded.verdict, until = excluded.until, created_at = excluded.created_at
WHERE dismissal.until IS NOT NULL
"""
_FOLLOWED_ASKER = """
UPDATE introduction SET asker_followed_at = coalesce(asker_followed_at, $2) WHERE id = $1"""
_FOLLOWED_ASKED = """
UPDATE introduction SET asked_followed_at = coalesce(asked_followed_at, $2) WHERE id = $1"""
_REFUSED = """
SELECT EXISTS (SELECT 1 FROM introduction
               WHERE asker_id = $1 AND asked_id = $2 AND declined_at IS NOT NULL)"""
_OUTCOME = """
INSERT INTO outcome (suggestion_id, answer, said_at)
SELECT suggestion_id, $2, $3 FROM introduction WHERE id = $1 AND suggestion_id IS NOT NULL
ON CONFLICT DO NOTHING
"""
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
            await _acquaint(conn, theirs, event_id, now, ids)
            return theirs.id
        if await conn.fetchval(_WAITING, person_id, now) >= MOST_WAITING:
            detail = f"You wait for {MOST_WAITING} answers already; withdraw one, or wait until one comes."
            raise AppError("introductions_many", Kind.CONFLICT, detail)
        state = "declined" if await conn.fetchval(_REFUSED, person_id, other) else "waiting"
        new_id = ids("int")
        values = (person_id, other, wanted.suggestion_id, event_id, wanted.message, state, now, now + WAITS)
        until = await conn.fetchval(_INSERT, new_id, *values)
        await conn.execute(_OUTCOME, new_id, "asked", now)
        await conn.execute(_ASIDE, person_id, other, "asked", until, now)
        if state == "waiting":
            await tell(conn, new_id, other, now, ids)
        return new_id


async def step(
    db: Database, person_id: str, introduction_id: str, wanted: Taken, now: datetime, ids: Ids
) -> None:
    """Take a step.

    Raises:
        AppError: `introduction_missing` where it is not the person's, `introduction_step` or `reply_unread`.
    """
    check_reply(wanted)
    async with db.transaction() as conn:
        found = await _own(conn, person_id, introduction_id, now)
        await conn.fetch(LOCK_BOTH, [found["asker_id"], found["asked_id"]])
        row = await _own(conn, person_id, introduction_id, now)  # as it stands once nobody else writes
        after = take(_held(row), person_id, wanted.step, now)
        if wanted.step == "followed":
            by_asker = person_id == after.asker_id
            await conn.execute(_FOLLOWED_ASKER if by_asker else _FOLLOWED_ASKED, after.id, now)
            other = after.asked_id if by_asker else after.asker_id
            if (tie_id := await tie_between(conn, person_id, other)) is not None:
                today = (await by_their_clock(conn, person_id, now)).date()
                await in_touch(conn, tie_id, "message", today, ids)
        elif after != _held(row):
            await write_step(conn, replace(after, reply=wanted.reply), person_id, now)
            if after.state == "accepted":
                await _acquaint(conn, after, row["event_id"], now, ids)


async def rewrite(db: Database, person_id: str, introduction_id: str, message: str, now: datetime) -> None:
    """Change the words while it waits; who said no meanwhile is told nothing of it, nor is who asked.

    Raises:
        AppError: `introduction_missing` or `introduction_step`.
    """
    async with db.transaction() as conn:
        found = await _own(conn, person_id, introduction_id, now)
        await conn.fetch(LOCK_BOTH, [found["asker_id"], found["asked_id"]])
        row = await _own(conn, person_id, introduction_id, now)  # as it stands once nobody else writes
        check_editable(_held(row), person_id, now)
        await conn.execute(_REWRITE, introduction_id, message)


async def introductions_of(
    db: Database, person_id: str, labels: dict[str, str], now: datetime, only: str | None = None
) -> tuple[contract.Introduction, ...]:
    """Return the person's introductions as they may see them, the newest first; blocked people's are gone."""
    rows = await db.fetch(_MINE, person_id, now - _KEPT_FOR, only)
    return tuple(_told(row, person_id, labels, now) for row in rows)


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


async def _own(conn: Connection, person_id: str, introduction_id: str, now: datetime) -> Record:
    row = await conn.fetchrow(_MINE, person_id, now - _KEPT_FOR, introduction_id)
    if row is None:
        raise missing()
    return row


def missing() -> AppError:
    """Say that this is no introduction of the person's."""
    detail = "There is no such introduction of yours; take an id from GET /v1/me/introductions."
    return AppError("introduction_missing", Kind.MISSING, detail)


async def between(conn: Connection, asker: str, asked: str) -> Introduction | None:
    """Return the newest of those that one asked of the other."""
    row = await conn.fetchrow(_BETWEEN, asker, asked)
    return _held(row) if row else None


def _check_new(theirs: Introduction | None, mine: Introduction | None, now: datetime) -> None:
    if any(one and one.state == "accepted" for one in (theirs, mine)):
        detail = "You are introduced already; they stand among your introductions."
        raise AppError("introduced_already", Kind.CONFLICT, detail)
    if mine and is_open(mine, now):
        detail = "You asked them already and wait for an answer; withdraw that one to ask in other words."
        raise AppError("introduction_waiting", Kind.CONFLICT, detail)


async def write_step(conn: Connection, after: Introduction, person_id: str, now: datetime) -> None:
    """Write what a step of one of the two led to, and what it means for whom they are shown."""
    await conn.execute(_STEP, after.id, after.state, after.accepted_at, now, after.reply)
    other = after.asked_id if person_id == after.asker_id else after.asker_id
    if after.state == "accepted":
        await conn.execute(_OUTCOME, after.id, "accepted", now)
        await conn.execute(_ASIDE, person_id, other, "know_them", None, now)
        await conn.execute(_ASIDE, other, person_id, "know_them", None, now)
    elif after.state == "declined":
        await conn.execute(_ASIDE, person_id, other, "not_now", now + WAITS, now)
    else:
        await conn.execute(_ASIDE, person_id, other, "asked", now, now)


async def _acquaint(
    conn: Connection, one: Introduction, event_id: str | None, now: datetime, ids: Ids
) -> None:
    """Write down with each of the two that they know the other, and have who asked told of it."""
    await tell(conn, one.id, one.asker_id, now, ids)
    for mine, theirs in ((one.asker_id, one.asked_id), (one.asked_id, one.asker_id)):
        await know(conn, Acquaintance(mine, theirs, "introduced", event_id), now, ids)


def _held(row: Record) -> Introduction:
    return Introduction(
        row["id"], row["asker_id"], row["asked_id"], row["state"], row["lapses_at"], row["accepted_at"]
    )


def _told(row: Record, reader: str, labels: dict[str, str], now: datetime) -> contract.Introduction:
    held, by_me = _held(row), row["asker_id"] == reader
    profile, state = stored_profile(row["profile"]), seen(held, reader, now)
    other = held.asked_id if by_me else held.asker_id
    viewer = Viewer.CONNECTION if held.accepted_at else Viewer.ATTENDEE
    return contract.Introduction(
        id=held.id,
        by_me=by_me,
        person=card(other, profile, viewer, labels),
        event_id=row["event_id"] or None,
        event_title=row["title"],
        in_person=row["in_person"],
        message=row["rewritten"] or row["message"] if by_me else row["message"],
        reasons=(),
        state=state,
        asked_at=row["asked_at"],
        expires_at=held.expires_at,
        with_event=held.expires_at < row["expires_at"],
        accepted_at=held.accepted_at,
        reply=row["reply"],
        questions=questions(profile, labels) if held.accepted_at else (),
        opening=_opening(row, held.accepted_at, profile, now, by_me=by_me),
        follow_up=_follow_up(row, held.accepted_at, profile, by_me=by_me),
    )


def _opening(
    row: Record, accepted_at: datetime | None, profile: Profile, now: datetime, *, by_me: bool
) -> str | None:
    if accepted_at is None or row["in_person"] or not is_ahead(accepted_at, row["ends_utc"], now):
        return None
    title = row["title"] if meets_by(accepted_at, row["ends_utc"]) else None
    return opening(profile, title, answered=by_me and row["reply"] is not None)


def _follow_up(
    row: Record, accepted_at: datetime | None, profile: Profile, *, by_me: bool
) -> contract.AfterMeeting | None:
    if accepted_at is None:
        return None
    return contract.AfterMeeting(
        due_at=follow_up_due(accepted_at, row["ends_utc"]),
        done_at=row["asker_followed_at" if by_me else "asked_followed_at"],
        draft=draft(profile, row["title"]),
    )
