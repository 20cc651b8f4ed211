"""Who shows that they go to an event near a place, soon, for those who do not go there themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from services.matching.people.interests import strengths
from services.matching.people.person import Person
from services.matching.recommend.candidates.roster import Plan
from shared.db import Database
from shared.kernel.geo import Circle, Point, latitude_band

_EVENTS = """
SELECT e.event_id, e.title, e.city, e.starts_local, e.lat, e.lon FROM catalogue_event e
WHERE e.merged_into IS NULL AND e.ends_utc > $2 AND e.starts_utc < $3 AND e.lat BETWEEN $4 AND $5
  AND e.status NOT IN ('cancelled', 'probably_off', 'postponed')
  AND EXISTS (SELECT FROM attendance a WHERE a.event_id = e.event_id AND a.match AND a.listed)
  AND NOT EXISTS (SELECT FROM attendance a WHERE a.event_id = e.event_id AND a.person_id = $1)
ORDER BY e.starts_utc, e.event_id LIMIT 5000
"""
_GOERS = """
WITH there AS MATERIALIZED (
    SELECT p.id, p.revision, a.event_id, p.topic_ids FROM attendance a JOIN person p ON p.id = a.person_id
    WHERE a.event_id = ANY($2) AND a.match AND a.listed AND a.status = 'going' AND p.name_is_public
      AND p.id <> $1 LIMIT 20000)
SELECT id, min(revision) AS revision,
       (array_agg(event_id ORDER BY array_position($2, event_id)))[1] AS event_id
FROM there GROUP BY id, topic_ids
ORDER BY (SELECT count(*) FROM unnest(topic_ids) t WHERE t = ANY($3)) DESC, id LIMIT $4
"""
MOST_GOERS = 300


@dataclass(frozen=True, slots=True)
class Goer:
    """Somebody as stored by now, and the soonest of the events that they show they go to."""

    revision: int
    plan: Plan


async def goers(
    db: Database, person: Person, near: Circle, now: datetime, until: datetime
) -> Mapping[str, Goer]:
    """Return by id those with whom a person shares most topics, at most 300.

    They let strangers see their name, and at the event agreed to be suggested and show that they go.
    """
    south, north = latitude_band(near.centre, near.radius_km)
    rows = await db.fetch(_EVENTS, person.id, now, until, south, north)
    plans = {
        row["event_id"]: Plan(
            row["event_id"], row["title"], row["city"], date.fromisoformat(row["starts_local"][:10])
        )
        for row in rows
        if row["lon"] is not None and near.holds(Point(row["lat"], row["lon"]))
    }
    topics = list(strengths(person.traits.topics))
    found = await db.fetch(_GOERS, person.id, list(plans), topics, MOST_GOERS) if plans else ()
    return {row["id"]: Goer(row["revision"], plans[row["event_id"]]) for row in found}
