"""Wishes for a plan: kept for a worker to make, with who takes part."""

from datetime import datetime

from services.matching.meetings.conflicts import conflicts
from services.matching.meetings.wish import Part, terms_of
from services.matching.store.catalogue import resolve_event
from shared.contracts.partners.meeting_plans import NewMeetingPlan, PlanMeetings
from shared.db import Connection, Database
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
_WAITING = """
SELECT EXISTS (SELECT 1 FROM meeting_plan WHERE event_id = $1 AND made_for = $2 AND figures IS NULL
               AND dead_at IS NULL)
"""


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


async def take_part(db: Database | Connection, plan_id: str) -> list[Part]:
    """Return who takes part in a plan, by id."""
    sql = "SELECT person_id, most, least, groups FROM plan_person WHERE plan_id = $1 ORDER BY person_id"
    return [
        Part(row["person_id"], row["most"], row["least"], frozenset(row["groups"]))
        for row in await db.fetch(sql, plan_id)
    ]


async def _refuse_impossible(conn: Connection, plan_id: str, wish: NewMeetingPlan) -> None:
    errors = conflicts(terms_of(wish, await take_part(conn, plan_id)))
    if errors:
        told = " ".join(one.detail for one in errors)
        raise AppError("plan_impossible", Kind.INVALID, f"No plan can be made of this. {told}", errors=errors)
