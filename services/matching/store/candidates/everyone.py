"""Whom one could meet among everybody who lets strangers see their name and agreed to be matched somewhere.

Candidates come from a first look at everybody, by the rarest of shared topics, and by events both went to:
so many, however many people there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.matching.people.interests import strengths
from services.matching.people.person import Person
from services.matching.recommend.candidates.fitted import Fitted
from services.matching.recommend.population.topic_index import Background
from shared.db import Database

SAMPLE = 2000
"""People to whom is fitted what everybody is like."""

_SAMPLED_FROM = 10 * SAMPLE
_OPEN = """
(SELECT max(e.ends_utc) FROM attendance a JOIN catalogue_event e USING (event_id)
 WHERE a.person_id = p.id AND a.match) > $2
"""
_OTHERS = "p.name_is_public AND p.id <> $1"
_THESE = f"SELECT p.id, p.revision FROM person p WHERE p.id = ANY($3) AND {_OTHERS} AND {_OPEN}"  # noqa: S608 - the conditions are ours
_ALIKE = f"""
WITH hits AS MATERIALIZED (
    SELECT p.id, p.revision, (SELECT count(*) FROM unnest(p.topic_ids) t WHERE t = ANY($3)) AS shared
    FROM person p WHERE {_OTHERS} AND p.topic_ids && $3 LIMIT $5)
SELECT p.id, p.revision FROM (SELECT * FROM hits ORDER BY shared DESC, id OFFSET 0) p WHERE {_OPEN} LIMIT $4
"""  # noqa: S608
_TIED = f"""
WITH mine AS (SELECT event_id FROM attendance WHERE person_id = $1 AND status = 'going'
              ORDER BY updated_at DESC, event_id LIMIT 20),
met AS (SELECT b.person_id AS id, count(*) AS times FROM mine JOIN attendance b USING (event_id)
        WHERE b.status = 'going' GROUP BY b.person_id)
SELECT p.id, p.revision FROM met JOIN person p USING (id) WHERE {_OTHERS} AND {_OPEN}
ORDER BY times DESC, id LIMIT $3
"""  # noqa: S608
_SHOWN = """
SELECT other_id, count(DISTINCT person_id) AS readers FROM suggestion
WHERE other_id = ANY($1) AND event_id = '' AND last_week = $2 AND person_id <> $3 GROUP BY other_id
"""
_PEOPLE = "SELECT count(*) FROM (SELECT FROM person WHERE name_is_public LIMIT $1) AS counted"
_SAMPLE = f"""
SELECT p.id FROM person p TABLESAMPLE SYSTEM ($3) REPEATABLE (0) WHERE {_OTHERS} AND {_OPEN}
ORDER BY hashtextextended(p.id, 0) LIMIT $4
"""  # noqa: S608
_SHARE = """
SELECT least(100, 100.0 * $1 / greatest(1, reltuples))::real FROM pg_class WHERE oid = 'person'::regclass
"""


@dataclass(frozen=True, slots=True)
class Reach:
    """How many candidates each way brings at most; `looked_at` bounds what is sorted for those alike."""

    likely: int = 300
    alike: int = 50
    tied: int = 100
    looked_at: int = 2000


async def candidates(
    db: Database, person: Person, now: datetime, fitted: Fitted, likely: Sequence[str], reach: Reach
) -> dict[str, int]:
    """Return whom to score with a person: ids, each with the revision of what is stored of them.

    These are the likely who may be found still, those with whom the rarest topics are shared, and those who
    went to the same events.
    """
    me = person.id, now
    async with db.connection() as conn:
        found = await conn.fetch(_THESE, *me, likely)
        found += await conn.fetch(_ALIKE, *me, _rarest(person, fitted.topics), reach.alike, reach.looked_at)
        found += await conn.fetch(_TIED, *me, reach.tied)
    return {row["id"]: row["revision"] for row in found}


_FEW = 5


def _rarest(person: Person, known: Background) -> list[str]:
    """Return the topics of a person that fewest have."""
    return sorted(strengths(person.traits.topics), key=lambda topic: (known.counts.get(topic, 0), topic))[
        :_FEW
    ]


async def sample(db: Database, now: datetime) -> list[str]:
    """Return some of everybody: all of them where they are few, else `SAMPLE` by chance."""
    share = await db.fetchval(_SHARE, _SAMPLED_FROM)
    rows = await db.fetch(_SAMPLE, "", now, share, SAMPLE)
    return [row["id"] for row in rows]


async def count_some(db: Database) -> int:
    """Return how many people let strangers see their name, counting no further than `SAMPLE`."""
    return int(await db.fetchval(_PEOPLE, SAMPLE))


async def readers(db: Database, ids: Iterable[str], week: str, but: str) -> Mapping[str, int]:
    """Return to how many others each of some people was shown this week outside events."""
    rows = await db.fetch(_SHOWN, list(ids), week, but)
    return {row["other_id"]: row["readers"] for row in rows}
