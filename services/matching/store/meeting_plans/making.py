"""A plan made and written down, and who must not meet in it."""

from collections.abc import Sequence
from datetime import datetime

from services.matching.meetings.figures import Figures
from services.matching.meetings.pairs.plan import Meeting
from shared.contracts.partners.meeting_plans import MissingOf, PlanFigures
from shared.db import Connection, Database

_APART = """
SELECT person_id, other_id FROM block WHERE person_id = ANY($1) AND other_id = ANY($1)
UNION SELECT person_id, other_id FROM dismissal
WHERE person_id = ANY($1) AND other_id = ANY($1) AND verdict <> 'asked' AND (until IS NULL OR until > $2)
UNION SELECT person_id, other_id FROM connection WHERE person_id = ANY($1) AND other_id = ANY($1)
"""


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
