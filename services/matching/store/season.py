"""What events tell of all others: who came to those of the past year, what those to come have in common."""

from datetime import datetime

import numpy as np

from services.matching.people.person import WIDTH
from services.matching.recommend.events.catalogue import PastEvents
from services.matching.recommend.events.index import Season
from services.matching.recommend.population.topic_index import Background
from services.matching.store.catalogue import past_events
from services.matching.store.coming import COMING
from shared.db import Database

_MOST = 1000
_CAME = """
WITH gone AS (
    SELECT event_id, ends_utc, row_number() OVER (PARTITION BY a.person_id ORDER BY ends_utc, event_id) AS nth
    FROM catalogue_event JOIN attendance a USING (event_id) WHERE ends_utc <= $1 AND a.status = 'going'),
crowd AS (
    SELECT event_id, count(*) FILTER (WHERE nth <= 2) AS newcomers FROM gone
    WHERE ends_utc >= $1::timestamptz - interval '1 year' GROUP BY event_id)
SELECT event_id, title, mode, starts_utc, ends_utc, city, country, lat, lon, topics, languages, series,
       vector, newcomers
FROM crowd JOIN catalogue_event USING (event_id) ORDER BY ends_utc DESC, event_id LIMIT $2
"""
_SEASON = f"""
WITH coming AS MATERIALIZED (
    SELECT event_id, topics, vector FROM catalogue_event WHERE {COMING} ORDER BY ends_utc LIMIT 20000),
about AS (
    SELECT DISTINCT event_id, topic FROM coming, jsonb_object_keys(topics) AS named,
           unnest(ARRAY[named, split_part(named, '.', 1)]) AS topic)
SELECT (SELECT count(*) FROM coming) AS many, (SELECT avg(vector) FROM coming) AS middle,
       (SELECT jsonb_object_agg(topic, n) FROM (SELECT topic, count(*) AS n FROM about GROUP BY 1) told)
           AS counts
"""  # noqa: S608


async def season(db: Database, now: datetime) -> Season:
    """Return what the soonest 20,000 events tell of all."""
    [row] = await db.fetch(_SEASON, now)
    nothing = np.zeros(WIDTH, dtype=np.float32)
    return Season(
        Background(row["many"], row["counts"] or {}), nothing if row["middle"] is None else row["middle"]
    )


async def who_came(db: Database, now: datetime) -> PastEvents:
    """Return the latest 1,000 events of the past year that anybody went to.

    The very first two events of a person are those they went to as a newcomer.
    """
    return past_events(await db.fetch(_CAME, now, _MOST))
