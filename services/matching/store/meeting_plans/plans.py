"""Plans as whoever had them made sees them, who is not in them, and publishing them."""

from datetime import datetime
from typing import Literal

from services.matching.meetings.clock import times
from services.matching.people.visibility import Viewer, card
from services.matching.store.catalogue import resolve_event
from services.matching.store.meeting_plans.seats import Table, tables_of
from services.matching.store.stored import stored_profile
from shared.contracts.partners.meeting_plans import (
    MeetingPlan,
    NewMeetingPlan,
    PlanFigures,
    PlannedMeeting,
    Seated,
    Unplanned,
)
from shared.db import Database, Record
from shared.db.lease import KILLED
from shared.kernel.errors import AppError, Kind

_MOST_LEFT = 10_000
"""The newest: more than this of others are not looked through for a partner's own."""
_UNPLANNED = """
SELECT a.person_id, a.listed FROM meeting_plan m JOIN attendance a ON a.event_id = m.event_id AND a.match
WHERE m.id = $1 AND m.made_for = $2
  AND NOT EXISTS (SELECT 1 FROM plan_person t WHERE (t.plan_id, t.person_id) = (m.id, a.person_id))
ORDER BY a.updated_at DESC LIMIT $3
"""
_ROW = """
SELECT p.*, (SELECT count(*) FROM plan_person WHERE plan_id = p.id) AS people FROM meeting_plan p
"""
_ONE = f"{_ROW} WHERE p.id = $1 AND p.made_for = $2"
_NEWEST = f"{_ROW} WHERE p.event_id = $1 AND p.made_for = $2 ORDER BY p.created_at DESC, p.id DESC LIMIT 1"
_OTHERS_UNSEEN = """
UPDATE meeting_plan SET published_at = NULL WHERE event_id = $1 AND made_for = $2 AND id <> $3
"""
_SEEN = "UPDATE meeting_plan SET published_at = coalesce(published_at, $2) WHERE id = $1"


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
        await conn.execute(_OTHERS_UNSEEN, row["event_id"], made_for, plan_id)
        await conn.execute(_SEEN, plan_id, now)


async def _whole(db: Database, row: Record | None) -> MeetingPlan:
    if row is None:
        raise _missing()
    wish = NewMeetingPlan.model_validate(row["wish"])
    return MeetingPlan(
        id=row["id"], event_id=row["event_id"], state=_state(row), detail=_detail(row), wish=wish,
        people=row["people"], created_at=row["created_at"], published_at=row["published_at"],
        figures=PlanFigures.model_validate(row["figures"]) if row["figures"] else None,
        meetings=tuple(_meeting(it, wish) for it in await tables_of(db, row["id"])),
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


async def unplanned(db: Database, plan_id: str, made_for: str) -> Unplanned:
    """Return who would take part were it made now, and does not; nobody of a plan that is another's."""
    rows = await db.fetch(_UNPLANNED, plan_id, made_for, _MOST_LEFT)
    return Unplanned(
        person_ids=frozenset(row["person_id"] for row in rows),
        listed=frozenset(row["person_id"] for row in rows if row["listed"]),
    )
