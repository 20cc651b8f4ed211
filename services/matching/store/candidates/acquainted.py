"""What people share who know one another: who met, or went to the same small events. Read once a day."""

import asyncio
from dataclasses import dataclass, field
from datetime import date, datetime

from services.matching.recommend.population.acquainted import NOBODY_KNOWN, Acquainted, acquainted
from shared.db import Database

SMALL = 25
"""People at an event at most for it to tell that they met."""

_NEWEST = 5_000
"""Events, and pairs who say that they know one another, that are looked at."""

_TOGETHER = """
WITH past AS MATERIALIZED (
    SELECT event_id FROM catalogue_event e WHERE merged_into IS NULL AND ends_utc < $1
    AND EXISTS (SELECT FROM attendance a WHERE a.event_id = e.event_id) ORDER BY ends_utc DESC LIMIT $3),
small AS MATERIALIZED (
    SELECT event_id FROM past JOIN attendance USING (event_id) WHERE status = 'going'
    GROUP BY event_id HAVING count(*) BETWEEN 2 AND $2),
said AS MATERIALIZED (
    SELECT least(person_id, other_id) AS one, greatest(person_id, other_id) AS other FROM dismissal
    WHERE verdict IN ('know_them', 'met') GROUP BY 1, 2 ORDER BY max(created_at) DESC LIMIT $3),
together AS (
    SELECT a.event_id AS what, a.person_id AS id FROM small JOIN attendance a USING (event_id)
    WHERE a.status = 'going'
    UNION ALL SELECT one || other, one FROM said UNION ALL SELECT one || other, other FROM said)
"""
_SHARE = f"""
{_TOGETHER}
SELECT topic, sum(people * (people - 1) / 2)::float AS pairs FROM (
    SELECT what, topic, count(*) AS people FROM together JOIN person USING (id), unnest(topic_ids) AS topic
    GROUP BY what, topic) AS counted
GROUP BY topic
UNION ALL
SELECT NULL, sum(people * (people - 1) / 2)::float
FROM (SELECT count(*) AS people FROM together GROUP BY what) AS counted
"""  # noqa: S608 - the statement is ours
_HAVING = """
WITH seen AS MATERIALIZED (SELECT topic_ids FROM person TABLESAMPLE SYSTEM ((
    SELECT least(100, 100.0 * $1 / greatest(1, reltuples))::real FROM pg_class WHERE oid = 'person'::regclass)
) REPEATABLE (0))
SELECT topic, count(*) AS people FROM seen, unnest(topic_ids) AS topic GROUP BY topic
UNION ALL SELECT NULL, count(*) FROM seen
"""
_SAMPLE = 20_000


@dataclass(slots=True)
class Acquaintances:
    """What the acquainted share, as of a day."""

    day: date | None = None
    found: Acquainted = NOBODY_KNOWN
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def of(self, db: Database, now: datetime) -> Acquainted:
        """Return what people share who know one another, among all there are."""
        async with self.reading:
            if self.day != now.date():
                self.found, self.day = await load_acquainted(db, now), now.date()
            return self.found


async def load_acquainted(db: Database, now: datetime) -> Acquainted:
    """Count what those share who met or know one another, beside what a sample of everybody has."""
    share = {row["topic"]: row["pairs"] for row in await db.fetch(_SHARE, now, SMALL, _NEWEST)}
    pairs = share.pop(None)
    if not pairs:
        return NOBODY_KNOWN
    having = {row["topic"]: row["people"] for row in await db.fetch(_HAVING, _SAMPLE)}
    people = having.pop(None)
    return acquainted(pairs, share, people, having) if people else NOBODY_KNOWN
