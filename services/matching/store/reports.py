"""What became of an event's suggestions, for its organiser: counts as of the last midnight, none small."""

from datetime import datetime

from services.matching.recommend.allocate.exposure import LEAST, gini, told
from services.matching.store.catalogue import resolve_event
from shared.contracts.partners.reports import EventReport, Exposure, Funnel, Reach
from shared.db import Connection, Database, Record

_EXPOSED = """
SELECT a.person_id, count(DISTINCT s.person_id) AS readers
FROM attendance a
LEFT JOIN suggestion s ON s.other_id = a.person_id AND s.event_id = a.event_id AND s.first_shown_at < $2
WHERE a.event_id = $1 AND a.match GROUP BY a.person_id
"""
_SHOWN = """
SELECT 'shown' AS step, count(*) AS suggestions, count(DISTINCT person_id) AS people
FROM suggestion WHERE event_id = $1 AND first_shown_at < $2
UNION ALL
SELECT o.answer, count(*), count(DISTINCT s.person_id)
FROM outcome o JOIN suggestion s ON s.id = o.suggestion_id
WHERE s.event_id = $1 AND o.said_at < $2 GROUP BY o.answer
"""
_NONE = Reach(suggestions=0, people=0)
_WITHHELD = Reach(suggestions=None, people=None)


async def report_on(db: Database, event_id: str, now: datetime) -> EventReport:
    """Return the report on an event, under its present id; raise `AppError("event_missing", MISSING)`.

    It changes once a day: a count seen to grow by one would tell whose answer it was.
    """
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    async with db.connection() as conn:
        current = await resolve_event(conn, event_id)
        steps = {row["step"]: row for row in await conn.fetch(_SHOWN, current, midnight)}
        exposure = await _exposure(conn, current, midnight)
    funnel = {name: _step(steps.get(name)) for name in Funnel.model_fields}
    return EventReport(event_id=current, as_of=midnight, funnel=Funnel(**funnel), exposure=exposure)


async def _exposure(conn: Connection, event_id: str, until: datetime) -> Exposure:
    counts = [row["readers"] for row in await conn.fetch(_EXPOSED, event_id, until)]
    if len(counts) < LEAST:
        return Exposure(people=told(len(counts)), never_shown=None, gini=None, most=None)
    average = sum(counts) / len(counts)
    return Exposure(
        people=len(counts),
        never_shown=told(sum(count == 0 for count in counts)),
        gini=round(gini(counts), 2),
        most=round(max(counts) / average, 1) if average else None,
    )


def _step(row: Record | None) -> Reach:
    if row is None or row["people"] == 0:
        return _NONE
    return (
        Reach(suggestions=row["suggestions"], people=row["people"]) if row["people"] >= LEAST else _WITHHELD
    )
