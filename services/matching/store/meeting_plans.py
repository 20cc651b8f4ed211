"""Rows of meeting plans. Left out when they are read: who was blocked at the table, who left or withdrew."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Literal, NamedTuple

from services.matching.meetings.clock import times
from services.matching.meetings.conflicts import conflicts
from services.matching.meetings.figures import Figures
from services.matching.meetings.pairs.plan import Meeting
from services.matching.meetings.terms import PAIR
from services.matching.meetings.wish import Part, terms_of
from services.matching.people.visibility import Viewer, card
from services.matching.store.catalogue import resolve_event
from services.matching.store.stored import stored_profile
from shared.contracts.partners.meeting_plans import (
    MeetingPlan,
    MissingOf,
    NewMeetingPlan,
    PlanFigures,
    PlanMeetings,
    PlannedMeeting,
    Seated,
)
from shared.db import Connection, Database, Record
from shared.db.lease import KILLED
from shared.kernel.errors import AppError, Kind
from shared.kernel.ids import Ids

_KEPT = 10
_INSERT = """
INSERT INTO meeting_plan (id, event_id, made_for, wish, created_at, next_at) VALUES ($1, $2, $3, $4, $5, $5)
"""
_TAKE_PART = """
INSERT INTO plan_person (plan_id, person_id, most, least, groups)
SELECT $1, person_id, ($4::jsonb ->> person_id)::int, coalesce(($5::jsonb ->> person_id)::int, 0),
       coalesce((SELECT array_agg(place - 1)
                 FROM jsonb_array_elements($6::jsonb) WITH ORDINALITY AS g (own, place)
                 WHERE own ? person_id), '{}')
FROM attendance WHERE event_id = $2 AND match AND person_id = ANY($3)
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
_SEATS = """
SELECT s.round, s.seat, s.person_id, p.profile, e.timezone
FROM planned_seat s JOIN meeting_plan m ON m.id = s.plan_id JOIN catalogue_event e USING (event_id)
JOIN person p ON p.id = s.person_id
JOIN attendance a ON (a.person_id, a.event_id, a.match) = (s.person_id, m.event_id, true)
WHERE s.plan_id = $1
  AND ($2::text IS NULL OR EXISTS (
      SELECT 1 FROM planned_seat t
      WHERE (t.plan_id, t.round, t.seat, t.person_id) = (s.plan_id, s.round, s.seat, $2)))
  AND NOT EXISTS (
      SELECT 1 FROM planned_seat t JOIN block b ON (b.person_id, b.other_id) = (t.person_id, s.person_id)
      WHERE (t.plan_id, t.round, t.seat) = (s.plan_id, s.round, s.seat))
ORDER BY s.round, s.seat, s.person_id
"""
"""Who sits where; whoever was blocked by somebody at their table has lost the seat."""
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


class Table(NamedTuple):
    """Who sits at a table in a round, both from 0; of each the row with who they are."""

    round: int
    seat: int
    seats: tuple[Record, ...]


async def begin(db: Database, event_id: str, asked: PlanMeetings, now: datetime, ids: Ids) -> str:
    """Keep a wish for a worker to make; of the people, those take part who agreed to be matched there.

    Raises:
        AppError: `event_missing`, `plan_impossible`, or `plan_waiting` while another one is being made for
            the same.
    """
    async with db.transaction() as conn:
        current = await resolve_event(conn, event_id)
        if await conn.fetchval(_WAITING, current, asked.made_for):
            detail = "A plan for this event is being made already; look at it in a moment."
            raise AppError("plan_waiting", Kind.CONFLICT, detail)
        plan_id, wish = ids("mpl"), asked.wish.model_dump(mode="json")
        await conn.execute(_INSERT, plan_id, current, asked.made_for, wish, now)
        groups = [list(one) for one in asked.groups]
        own = (list(asked.person_ids), asked.quotas, asked.least, groups)
        await conn.execute(_TAKE_PART, plan_id, current, *own)
        await _refuse_impossible(conn, plan_id, asked.wish)
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
) -> tuple[NewMeetingPlan, tuple[Table, ...]] | None:
    """Return the wish and the tables at which a person sits, of what was published; None: nothing."""
    async with db.connection() as conn:
        current = await resolve_event(conn, event_id)
        plan_id = await conn.fetchval(_MINE, person_id, current)
        if plan_id is None:
            return None
        wish = await conn.fetchval("SELECT wish FROM meeting_plan WHERE id = $1", plan_id)
        tables = _tables(await conn.fetch(_SEATS, plan_id, person_id))
    mine = tuple(one for one in tables if any(row["person_id"] == person_id for row in one.seats))
    return NewMeetingPlan.model_validate(wish), mine


async def take_part(db: Database | Connection, plan_id: str) -> list[Part]:
    """Return who takes part in a plan, by id."""
    sql = "SELECT person_id, most, least, groups FROM plan_person WHERE plan_id = $1 ORDER BY person_id"
    return [
        Part(row["person_id"], row["most"], row["least"], frozenset(row["groups"]))
        for row in await db.fetch(sql, plan_id)
    ]


async def apart(db: Database, person_ids: Sequence[str], now: datetime) -> list[tuple[str, str]]:
    """Return who of some people must not meet whom: blocked, put aside by either, or known already."""
    rows = await db.fetch(_APART, list(person_ids), now)
    return [(row["person_id"], row["other_id"]) for row in rows]


async def keep(
    conn: Connection, plan_id: str, people: Sequence[str], found: Sequence[Meeting], told: Figures
) -> None:
    """Write a plan down; whoever was erased meanwhile is left out."""
    await conn.execute("DELETE FROM planned_seat WHERE plan_id = $1", plan_id)
    rows = [
        {"round": it.round, "seat": it.table, "person_id": people[one]} for it in found for one in it.people
    ]
    await conn.execute(
        """INSERT INTO planned_seat (plan_id, round, seat, person_id)
           SELECT $1, s.round, s.seat, s.person_id
           FROM jsonb_to_recordset($2) AS s (round int, seat int, person_id text)
           JOIN person p ON p.id = s.person_id""",
        plan_id, rows,
    )  # fmt: skip
    sql = "UPDATE meeting_plan SET figures = $2 WHERE id = $1"
    await conn.execute(sql, plan_id, _figures(told).model_dump(mode="json"))


def _figures(told: Figures) -> PlanFigures:
    gap = 1 - told.worth / told.bound if told.bound else 0.0
    return PlanFigures(
        meetings=told.meetings, worth=round(told.worth, 2), bound=round(told.bound, 2),
        gap=round(max(gap, 0.0), 4), least=told.least, most=told.most, fewest_met=told.fewest_met,
        most_met=told.most_met, twice=told.twice,
        missing=tuple(MissingOf(group=it.name, tables=it.tables, people=it.people) for it in told.missing),
    )  # fmt: skip


async def _refuse_impossible(conn: Connection, plan_id: str, wish: NewMeetingPlan) -> None:
    errors = conflicts(terms_of(wish, await take_part(conn, plan_id)))
    if errors:
        told = " ".join(one.detail for one in errors)
        raise AppError("plan_impossible", Kind.INVALID, f"No plan can be made of this. {told}", errors=errors)


async def _whole(db: Database, row: Record | None) -> MeetingPlan:
    if row is None:
        raise _missing()
    wish = NewMeetingPlan.model_validate(row["wish"])
    return MeetingPlan(
        id=row["id"], event_id=row["event_id"], state=_state(row), detail=_detail(row), wish=wish,
        people=row["people"], created_at=row["created_at"], published_at=row["published_at"],
        figures=PlanFigures.model_validate(row["figures"]) if row["figures"] else None,
        meetings=tuple(_meeting(it, wish) for it in _tables(await db.fetch(_SEATS, row["id"], None))),
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


def _tables(rows: Sequence[Record]) -> Iterator[Table]:
    """Yield the tables at which two and more are left."""
    for (round_, seat), found in groupby(rows, key=lambda row: (row["round"], row["seat"])):
        seats = tuple(found)
        if len(seats) >= PAIR:
            yield Table(round_, seat, seats)


def _meeting(it: Table, wish: NewMeetingPlan) -> PlannedMeeting:
    begins, ends = times(wish, it.round, it.seats[0]["timezone"])
    people = tuple(_seated(row["person_id"], row["profile"]) for row in it.seats)
    return PlannedMeeting(
        round=it.round + 1, table=it.seat + 1, starts_at=begins, ends_at=ends, people=people
    )


def _seated(person_id: str, profile: object) -> Seated:
    seen = card(person_id, stored_profile(profile), Viewer.ATTENDEE, {})
    return Seated(person_id=person_id, display_name=seen.display_name, organisation=seen.organisation)


def _missing() -> AppError:
    detail = "There is no such plan of yours; have one made with POST on the event's meeting-plan."
    return AppError("plan_missing", Kind.MISSING, detail)
