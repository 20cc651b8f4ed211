"""Whom one could meet among everybody who lets strangers see their name and agreed to be matched somewhere.

Candidates come by indexes alone, so that their number does not grow with that of people: by meaning, by needs
and offers that answer one another, by the rarest of shared topics, by events both went to.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from services.matching.people.interests import strengths
from services.matching.people.person import Person, Vectors
from services.matching.recommend.candidates.fitted import Fitted
from services.matching.recommend.candidates.sought import sought
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.population.text_index import centred
from services.matching.recommend.population.topic_index import Background
from services.matching.store.people import centre
from shared.db import Database

SAMPLE = 2000
"""People to whom is fitted what everybody is like."""

_SAMPLED_FROM = 10 * SAMPLE
_OPEN = """
(SELECT max(e.ends_utc) FROM attendance a JOIN catalogue_event e USING (event_id)
 WHERE a.person_id = p.id AND a.match) > $2
"""
_OTHERS = "p.name_is_public AND p.id <> $1"
_NEAR = f"""
SELECT p.id, p.revision FROM person p WHERE {_OTHERS} AND {_OPEN} AND p.centre IS NOT NULL
ORDER BY p.centre <=> $3::vector::halfvec LIMIT $4
"""  # noqa: S608 - the conditions are ours
_USEFUL = f"""
SELECT p.id, p.revision FROM person p WHERE {_OTHERS} AND {_OPEN} AND p.centre IS NOT NULL AND p.asks && $5
ORDER BY p.centre <=> $3::vector::halfvec LIMIT $4
"""  # noqa: S608
_FIT = """
CASE WHEN p.asks && $3 THEN 1 WHEN p.asks && $4 THEN 0.5::float8 WHEN p.asks && $5 THEN 0.3::float8
     ELSE 0 END +
CASE WHEN p.asks && $6 THEN 1 WHEN p.asks && $7 THEN 0.5::float8 WHEN p.asks && $8 THEN 0.3::float8
     ELSE 0 END
"""
_HIT = f"""
SELECT p.id, p.revision, coalesce(p.centre <=> $9::vector::halfvec, 1) - $12::float8 * ({_FIT}) AS far
FROM person p WHERE {_OTHERS}
"""  # noqa: S608
# The branches are read one after the other until there are hits enough: those that answer best come first.
# The last, one way and of the same area alone, are many: a few of them stand for all.
# OFFSET 0 keeps the order before the filter, so that openness is asked of the best alone, not of every hit.
_ANSWERING = f"""
WITH hits AS MATERIALIZED (
    {_HIT} AND p.asks && $3 AND p.asks && $6
    UNION ALL
    {_HIT} AND (p.asks && $3 OR p.asks && $6) AND NOT (p.asks && $3 AND p.asks && $6)
    UNION ALL
    {_HIT} AND ((p.asks && $4 AND p.asks && $8) OR (p.asks && $5 AND p.asks && $7))
           AND NOT (p.asks && $3 OR p.asks && $6)
    UNION ALL
    ({_HIT} AND (p.asks && $4 OR p.asks && $7) AND NOT (p.asks && $3 OR p.asks && $6)
           AND NOT (p.asks && $4 AND p.asks && $8) AND NOT (p.asks && $5 AND p.asks && $7) LIMIT $13)
    LIMIT $11)
SELECT p.id, p.revision FROM (SELECT * FROM hits ORDER BY far, id OFFSET 0) p WHERE {_OPEN} LIMIT $10
"""  # noqa: S608
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
    """How many candidates each way brings at most; `looked_at` bounds what is sorted for them.

    `of_area` bounds those of them that answer one way, and share an area alone.
    """

    near: int = 100
    useful: int = 150
    answering: int = 500
    alike: int = 50
    tied: int = 100
    looked_at: int = 20_000
    of_area: int = 1000


async def candidates(
    db: Database, person: Person, now: datetime, fitted: Fitted, parameters: Parameters, reach: Reach
) -> dict[str, int]:
    """Return whom to score with a person: ids, each with the revision of what is stored of them."""
    me, heading = (person.id, now), _heading(person, fitted)
    words = _words(person, parameters)
    asks = (*words, heading, reach.answering, reach.looked_at)
    worth = _worth_of_asks(fitted, parameters)
    async with db.transaction() as conn:
        await conn.execute(
            f"SET LOCAL hnsw.ef_search = {reach.useful}; SET LOCAL hnsw.iterative_scan = relaxed_order"
        )
        found = await conn.fetch(_ANSWERING, *me, *asks, worth, reach.of_area)
        if heading is not None:
            found += await conn.fetch(_NEAR, *me, heading, reach.near)
            found += await conn.fetch(_USEFUL, *me, heading, reach.useful, words[2] + words[5])
        found += await conn.fetch(_ALIKE, *me, _rarest(person, fitted.topics), reach.alike, reach.looked_at)
        found += await conn.fetch(_TIED, *me, reach.tied)
    return {row["id"]: row["revision"] for row in found}


def _heading(person: Person, fitted: Fitted) -> Vectors | None:
    """Return where a person's texts point, less what all texts have in common."""
    middle = centre(person.traits)
    return None if middle is None else centred(middle[None, :], fitted.spaces.middle)[0]


def _words(person: Person, parameters: Parameters) -> list[list[str]]:
    return [
        list(words) for way in sought(person, parameters.asks) for words in (way.topics, way.areas, way.kinds)
    ]


def _worth_of_asks(fitted: Fitted, parameters: Parameters) -> float:
    """Return how much nearer, as a cosine of texts, somebody must be to outweigh an ask that is met.

    Both in logits of the score, where interest is neither little nor much.
    """
    score, scales = parameters.score, fitted.scales
    asks = parameters.asks.urgency["normal"] * (score.their_value + score.my_value) / 2
    texts = _SLOPE * score.interest * scales.terms["meaning"].factor / scales.spread
    return asks / texts


_SLOPE = 0.3
"""Of interest over likeness in spreads, among the likely."""


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
