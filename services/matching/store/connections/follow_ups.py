"""Follow-ups are derived from what is noted of connections; kept are only what was done and what was put off.

An id is that of the connection, or of the promise, under `fup_`: it stays as long as there is what it is of.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from services.matching.connections import words
from services.matching.connections.due import Due, next_contact, promise_due
from services.matching.store.connections.knowing import in_touch
from services.matching.store.connections.known import Known, to_follow
from shared.contracts.network.connections import FollowUp
from shared.db import Connection, Database
from shared.kernel.errors import AppError, Kind
from shared.kernel.ids import Ids

MOST = 200
_ID = len("fup_")
_MEET_AT = """
SELECT DISTINCT ON (theirs.person_id) theirs.person_id, e.title
FROM attendance mine JOIN attendance theirs USING (event_id) JOIN catalogue_event e USING (event_id)
WHERE mine.person_id = $1 AND theirs.person_id = ANY($2) AND theirs.listed AND theirs.status = 'going'
  AND e.ends_utc > $3 AND e.status NOT IN ('cancelled', 'probably_off')
ORDER BY theirs.person_id, e.starts_utc
"""
_WHICH = """
SELECT c.id, c.other_id, NULL AS promise_id FROM connection c WHERE c.person_id = $1 AND c.id = 'tie_' || $2
UNION ALL
SELECT c.id, c.other_id, p.id FROM promise p JOIN connection c ON c.id = p.connection_id
WHERE c.person_id = $1 AND p.id = 'prm_' || $2
"""
_INTRODUCED = """
UPDATE introduction
SET asker_followed_at = coalesce(asker_followed_at, CASE WHEN asker_id = $1 THEN $3::timestamptz END),
    asked_followed_at = coalesce(asked_followed_at, CASE WHEN asked_id = $1 THEN $3::timestamptz END)
WHERE state = 'accepted' AND (asker_id, asked_id) IN (($1, $2), ($2, $1))
  AND NOT EXISTS (SELECT 1 FROM catalogue_event e
                  WHERE e.event_id = introduction.event_id AND e.ends_utc > $3::timestamptz)
"""


async def follow_ups_of(db: Database, person_id: str, now: datetime) -> tuple[FollowUp, ...]:
    """Return whom a person could be in touch with, the soonest due first, at most `MOST`."""
    found = await to_follow(db, person_id)
    members = [one.row["other_id"] for one in found if one.row["other_id"]]
    rows = await db.fetch(_MEET_AT, person_id, members, now)
    meet_at = {row["person_id"]: row["title"] for row in rows}
    told = [it for one in found for it in _of(one, meet_at, now)]
    return tuple(sorted(told, key=lambda it: (it.due_on, it.id))[:MOST])


async def done(db: Database, person_id: str, follow_up_id: str, now: datetime, ids: Ids) -> None:
    """Note that a promise was kept, or that the person wrote; raise `follow_up_missing`."""
    async with db.transaction() as conn:
        tie_id, other_id, promise_id = await _which(conn, person_id, follow_up_id)
        if promise_id is not None:
            sql = "UPDATE promise SET kept_on = coalesce(kept_on, $2) WHERE id = $1"
            await conn.execute(sql, promise_id, now.date())
            return
        await in_touch(conn, tie_id, "message", now.date(), ids)
        await conn.execute(_INTRODUCED, person_id, other_id, now)


async def snooze(db: Database, person_id: str, follow_up_id: str, days: int, now: datetime) -> None:
    """Put a reminder off for some days from today; raise `follow_up_missing`."""
    until = now.date() + timedelta(days=days)
    async with db.transaction() as conn:
        tie_id, _, promise_id = await _which(conn, person_id, follow_up_id)
        table = "connection" if promise_id is None else "promise"
        sql = f"UPDATE {table} SET snoozed_until = $2 WHERE id = $1"  # noqa: S608 - one of two names of ours
        await conn.execute(sql, promise_id or tie_id, until)


async def _which(conn: Connection, person_id: str, follow_up_id: str) -> tuple[str, str | None, str | None]:
    row = await conn.fetchrow(_WHICH, person_id, follow_up_id[_ID:])
    if row is None:
        detail = "There is no such follow-up of yours; take an id from GET /v1/me/followups."
        raise AppError("follow_up_missing", Kind.MISSING, detail)
    return row["id"], row["other_id"], row["promise_id"]


def _of(one: Known, meet_at: Mapping[str, str], now: datetime) -> Iterator[FollowUp]:
    row = one.row

    def told(of: str, due: Due, reason: str, draft: str) -> FollowUp:
        return FollowUp(
            id=f"fup_{of[_ID:]}", connection_id=row["id"], name=one.title, email=row["email"],
            introduced_id=row["other_id"] if row["accepted_at"] else None, kind=due.kind, due_on=due.on,
            reason=reason, draft=draft, meet_at=meet_at.get(row["other_id"] or ""),
        )  # fmt: skip

    due = next_contact(one.tie, now.date())
    if due is not None:
        yield told(row["id"], due, *_write(one, due, now))
    for promise in one.promises:
        if promise["kept_on"] is None:
            text, by_me = promise["text"], promise["by_me"]
            when = promise_due(promise["made_on"], promise["due_on"], promise["snoozed_until"], by_me=by_me)
            why, begin = (
                words.why_promise(text, by_me=by_me),
                words.begin_promise(one.name, text, by_me=by_me),
            )
            yield told(promise["id"], when, why, begin)


def _write(one: Known, due: Due, now: datetime) -> tuple[str, str]:
    """Return why to write and how to begin; nobody is thanked for a conversation that is still ahead."""
    last, title = max(one.contacts, default=None), one.row["title"]
    met = last is not None and last.kind in ("met", "call")
    if due.kind == "after_meeting" and one.is_ahead(now) and not met:
        wrote = last is not None and last.kind == "message"
        why = words.why_before_meeting(title, wrote=wrote)
        return why, words.begin_before_meeting(one.name, one.profile, title)
    if last is not None and met and not one.was_there(last.day):
        title = None
    if due.kind == "after_meeting":
        return (
            words.why_after_meeting(title, met=met),
            words.begin_after_meeting(one.name, one.profile, one.viewer, title),
        )
    where = None if one.is_ahead(now) else title
    return (
        words.why_again((now.date() - last.day).days if last else None),
        words.begin_again(one.name, one.profile, one.viewer, where),
    )
