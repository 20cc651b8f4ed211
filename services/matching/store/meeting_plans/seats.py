"""Who sits where. Left out when read: who was blocked by somebody at their table, who left or withdrew."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from services.matching.meetings.terms import PAIR
from services.matching.store.catalogue import resolve_event
from shared.contracts.partners.meeting_plans import NewMeetingPlan
from shared.db import Connection, Database, Record

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


class Table(NamedTuple):
    """Who sits at a table in a round, both from 0; of each the row with who they are."""

    round: int
    seat: int
    seats: tuple[Record, ...]


async def tables_of(
    db: Database | Connection, plan_id: str, person_id: str | None = None
) -> tuple[Table, ...]:
    """Return the tables of a plan, or those of its tables at which a person sits."""
    return tuple(_tables(await db.fetch(_SEATS, plan_id, person_id)))


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
        tables = await tables_of(conn, plan_id, person_id)
    mine = tuple(one for one in tables if any(row["person_id"] == person_id for row in one.seats))
    return NewMeetingPlan.model_validate(wish), mine


def _tables(rows: Sequence[Record]) -> Iterator[Table]:
    """Yield the tables at which two and more are left."""
    for (round_, seat), found in groupby(rows, key=lambda row: (row["round"], row["seat"])):
        seats = tuple(found)
        if len(seats) >= PAIR:
            yield Table(round_, seat, seats)
