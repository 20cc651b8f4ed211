"""Rows of meeting plans. Left out when they are read: who blocked the other since, who left or withdrew."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from services.matching.meetings.clock import times
from services.matching.meetings.figures import Figures
from services.matching.meetings.plan import Meeting
from services.matching.people.visibility import Viewer, card
from services.matching.store.catalogue import resolve_event
from shared.contracts.meeting_plans import (
    MeetingPlan,
    NewMeetingPlan,
    PlanFigures,
    PlanMeetings,
    PlannedMeeting,
    Seated,
)
from shared.contracts.people import Profile
from shared.db import Connection, Database, Record
from shared.db.lease import KILLED
from shared.kernel.errors import AppError, Kind
from shared.kernel.ids import Ids

_KEPT = 10
_INSERT = """
INSERT INTO meeting_plan (id, event_id, made_for, wish, created_at, next_at) VALUES ($1, $2, $3, $4, $5, $5)
"""
_TAKE_PART = """
INSERT INTO plan_person (plan_id, person_id, most)
SELECT $1, person_id, ($4::jsonb ->> person_id)::int FROM attendance
WHERE event_id = $2 AND match AND person_id = ANY($3)
"""
_FORGET = """
DELETE FROM meeting_plan WHERE event_id = $1 AND made_for = $2 AND published_at IS NULL AND id NOT IN (
    SELECT id FROM meeting_plan WHERE event_id = $1 AND made_for = $2 ORDER BY created_at DESC LIMIT $3)
"""
_ROW = """
SELECT p.*, (SELECT count(*) FROM plan_person WHERE plan_id = p.id) AS people FROM meeting_plan p
"""
_ONE = f"{_ROW} WHERE p.id = $1 AND p.made_for = $2"
_NEWEST = f"{_ROW} WHERE p.event_id = $1 AND p.made_for = $2 ORDER BY p.created_at DESC, p.id DESC LIMIT 1"
_WAITING = """
SELECT EXISTS (SELECT 1 FROM meeting_plan WHERE event_id = $1 AND made_for = $2 AND figures IS NULL
               AND dead_at IS NULL)
"""
_MEETINGS = """
SELECT m.round, m.seat, m.one_id, m.other_id, one.profile AS one, other.profile AS other, e.timezone
FROM planned_meeting m JOIN meeting_plan p ON p.id = m.plan_id JOIN catalogue_event e USING (event_id)
JOIN person one ON one.id = m.one_id JOIN person other ON other.id = m.other_id
JOIN attendance mine ON (mine.person_id, mine.event_id, mine.match) = (m.one_id, p.event_id, true)
JOIN attendance theirs ON (theirs.person_id, theirs.event_id, theirs.match) = (m.other_id, p.event_id, true)
WHERE m.plan_id = $1
  AND NOT EXISTS (SELECT 1 FROM block b
                  WHERE (b.person_id, b.other_id) IN ((m.one_id, m.other_id), (m.other_id, m.one_id)))
ORDER BY m.round, m.seat
"""
_MINE = """
SELECT id FROM meeting_plan p WHERE event_id = $2 AND published_at IS NOT NULL
  AND EXISTS (SELECT 1 FROM plan_person t WHERE t.plan_id = p.id AND t.person_id = $1)
ORDER BY published_at DESC LIMIT 1
"""
_APART = """
SELECT person_id, other_id FROM block WHERE person_id = ANY($1) AND other_id = ANY($1)
UNION SELECT person_id, other_id FROM dismissal
WHERE person_id = ANY($1) AND other_id = ANY($1) AND verdict <> 'asked' AND (until IS NULL OR until > $2)
UNION SELECT person_id, other_id FROM connection WHERE person_id = ANY($1) AND other_id = ANY($1)
"""


async def begin(db: Database, event_id: str, asked: PlanMeetings, now: datetime, ids: Ids) -> str:
    """Keep a wish for a worker to make; of the people, those take part who agreed to be matched there.

    Raises:
        AppError: `event_missing`, or `plan_waiting` while another one is being made for the same.
    """
    async with db.transaction() as conn:
        current = await resolve_event(conn, event_id)
        if await conn.fetchval(_WAITING, current, asked.made_for):
            detail = "A plan for this event is being made already; look at it in a moment."
            raise AppError("plan_waiting", Kind.CONFLICT, detail)
        plan_id, wish = ids("mpl"), asked.wish.model_dump(mode="json")
        await conn.execute(_INSERT, plan_id, current, asked.made_for, wish, now)
        await conn.execute(_TAKE_PART, plan_id, current, list(asked.person_ids), asked.quotas)
        await conn.execute(_FORGET, current, asked.made_for, _KEPT)
    return plan_id


async def plan_of(db: Database, plan_id: str, made_for: str) -> MeetingPlan:
    """Return a plan with its meetings; raise `plan_missing` where it was made for somebody else."""
    return await _whole(db, await db.fetchrow(_ONE, plan_id, made_for))


async def newest(db: Database, event_id: str, made_for: str) -> MeetingPlan:
    """Return the newest plan of an event; raise `event_missing` or `plan_missing`."""
    async with db.connection() as conn:
        current = await resolve_event(conn, event_id)
    return await _whole(db, await db.fetchrow(_NEWEST, current, made_for))


async def publish(db: Database, plan_id: str, made_for: str, now: datetime) -> None:
    """Let each see their own meetings, of this plan and no other; raise `plan_missing` or `plan_unready`."""
    async with db.transaction() as conn:
        row = await conn.fetchrow(f"{_ONE} FOR UPDATE OF p", plan_id, made_for)
        if row is None:
            raise _missing()
        if _state(row) != "ready":
            raise AppError(
                "plan_unready", Kind.CONFLICT, "This plan is not made yet; look again in a moment."
            )
        others = (
            "UPDATE meeting_plan SET published_at = NULL WHERE event_id = $1 AND made_for = $2 AND id <> $3"
        )
        await conn.execute(others, row["event_id"], made_for, plan_id)
        sql = "UPDATE meeting_plan SET published_at = coalesce(published_at, $2) WHERE id = $1"
        await conn.execute(sql, plan_id, now)


async def meetings_of(
    db: Database, person_id: str, event_id: str
) -> tuple[NewMeetingPlan, tuple[tuple[Record, str], ...]] | None:
    """Return the wish and the meetings of a person, each with whom, of what was published; None: nothing."""
    async with db.connection() as conn:
        current = await resolve_event(conn, event_id)
        plan_id = await conn.fetchval(_MINE, person_id, current)
        if plan_id is None:
            return None
        wish = await conn.fetchval("SELECT wish FROM meeting_plan WHERE id = $1", plan_id)
        rows = await conn.fetch(_MEETINGS, plan_id)
    mine = tuple(
        (row, row["other_id"] if row["one_id"] == person_id else row["one_id"])
        for row in rows
        if person_id in (row["one_id"], row["other_id"])
    )
    return NewMeetingPlan.model_validate(wish), mine


async def take_part(db: Database, plan_id: str) -> list[tuple[str, int | None]]:
    """Return who takes part in a plan, by id, each with how many they may meet, where that was said."""
    sql = "SELECT person_id, most FROM plan_person WHERE plan_id = $1 ORDER BY person_id"
    return [(row["person_id"], row["most"]) for row in await db.fetch(sql, plan_id)]


async def apart(db: Database, person_ids: Sequence[str], now: datetime) -> list[tuple[str, str]]:
    """Return who of some people must not meet whom: blocked, put aside by either, or known already."""
    rows = await db.fetch(_APART, list(person_ids), now)
    return [(row["person_id"], row["other_id"]) for row in rows]


async def keep(
    conn: Connection, plan_id: str, people: Sequence[str], found: Sequence[Meeting], told: Figures
) -> None:
    """Write a plan down; whoever was erased meanwhile is left out."""
    gap = 1 - told.worth / told.bound if told.bound else 0.0
    figures = PlanFigures(
        meetings=told.meetings, worth=round(told.worth, 2), bound=round(told.bound, 2),
        gap=round(max(gap, 0.0), 4), least=told.least, most=told.most,
    )  # fmt: skip
    await conn.execute("DELETE FROM planned_meeting WHERE plan_id = $1", plan_id)
    rows = [
        {"round": it.round, "seat": it.table, "one_id": people[it.one], "other_id": people[it.other]}
        for it in found
    ]
    await conn.execute(
        """INSERT INTO planned_meeting (plan_id, round, seat, one_id, other_id)
           SELECT $1, m.round, m.seat, m.one_id, m.other_id
           FROM jsonb_to_recordset($2) AS m (round int, seat int, one_id text, other_id text)
           JOIN person one ON one.id = m.one_id JOIN person other ON other.id = m.other_id""",
        plan_id, rows,
    )  # fmt: skip
    sql = "UPDATE meeting_plan SET figures = $2 WHERE id = $1"
    await conn.execute(sql, plan_id, figures.model_dump(mode="json"))


async def _whole(db: Database, row: Record | None) -> MeetingPlan:
    if row is None:
        raise _missing()
    wish = NewMeetingPlan.model_validate(row["wish"])
    return MeetingPlan(
        id=row["id"], event_id=row["event_id"], state=_state(row), detail=_detail(row), wish=wish,
        people=row["people"], created_at=row["created_at"], published_at=row["published_at"],
        figures=PlanFigures.model_validate(row["figures"]) if row["figures"] else None,
        meetings=tuple(_meeting(it, wish) for it in await db.fetch(_MEETINGS, row["id"])),
    )  # fmt: skip


def _state(row: Record) -> Literal["waiting", "ready", "failed"]:
    if row["figures"] is not None:
        return "ready"
    return "waiting" if row["dead_at"] is None else "failed"


def _detail(row: Record) -> str | None:
    if _state(row) != "failed":
        return None
    if row["last_error"] == KILLED:
        return (
            "The process that made it ended each time before it was done, perhaps for want of memory. Ask "
            "for fewer people or rounds, or tell whoever runs this installation."
        )
    return "It did not work. Have another one made; if it fails again, tell whoever runs this installation."


def _meeting(row: Record, wish: NewMeetingPlan) -> PlannedMeeting:
    begins, ends = times(wish, row["round"], row["timezone"])
    return PlannedMeeting(
        round=row["round"] + 1, table=row["seat"] + 1, starts_at=begins, ends_at=ends,
        people=(_seated(row["one_id"], row["one"]), _seated(row["other_id"], row["other"])),
    )  # fmt: skip


def _seated(person_id: str, profile: object) -> Seated:
    seen = card(person_id, Profile.model_validate(profile), Viewer.ATTENDEE, {})
    return Seated(person_id=person_id, display_name=seen.display_name, organisation=seen.organisation)


def _missing() -> AppError:
    detail = "There is no such plan of yours; have one made with POST on the event's meeting-plan."
    return AppError("plan_missing", Kind.MISSING, detail)
