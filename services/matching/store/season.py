"""What the events of a time have in common, and how many are on each topic."""

from datetime import datetime

import numpy as np

from services.matching.people.person import WIDTH
from services.matching.recommend.events.index import Season
from services.matching.recommend.population.topic_index import Background
from services.matching.store.coming import COMING
from shared.db import Database

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
