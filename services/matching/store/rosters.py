"""Who may be met where: the members of an event, how many people of like interests go where."""

from services.matching.recommend.acquainted import Acquainted
from services.matching.recommend.roster import NOWHERE, Gathering, Members
from services.matching.recommend.topic_index import Background
from services.matching.store.people import load_people
from shared.contracts.people import AttendanceStatus
from shared.db import Database

_SIGNATURE = """
SELECT count(*) AS people, max(e.version) AS event,
       sum(hashtextextended(concat_ws('/', p.id, p.revision, a.status), 0)) AS members
FROM attendance a JOIN person p ON p.id = a.person_id JOIN catalogue_event e ON e.event_id = a.event_id
WHERE a.event_id = $1 AND a.match
"""
_MEMBERS = (
    "SELECT person_id, status FROM attendance WHERE event_id = $1 AND match ORDER BY person_id LIMIT $2"
)
_GATHERING = "SELECT event_id, title, city, starts_utc FROM catalogue_event WHERE event_id = $1"
_COUNTS = "SELECT topic, count(*) AS people FROM person, unnest(topic_ids) AS topic GROUP BY topic"
_CROWD = """
SELECT a.event_id, count(*) AS people FROM attendance a JOIN person p ON p.id = a.person_id
WHERE a.event_id = ANY($1) AND a.match AND a.status = 'going' AND p.id <> $2 AND p.topic_ids && $3
  AND NOT EXISTS (SELECT 1 FROM block b WHERE (b.person_id, b.other_id) IN (($2, p.id), (p.id, $2)))
  AND NOT EXISTS (SELECT 1 FROM dismissal d WHERE d.verdict = 'hide'
                  AND (d.person_id, d.other_id) IN (($2, p.id), (p.id, $2)))
GROUP BY a.event_id
"""
MOST_MEMBERS = 10_000


async def signature(db: Database, event_id: str) -> tuple[object, ...]:
    """Return what changes whenever a roster does."""
    row = await db.fetchrow(_SIGNATURE, event_id)
    return tuple(row.values()) if row else ()


async def load_members(db: Database, event_id: str) -> Members:
    """Return those who agreed to be matched at an event, ordered by id; at most 10,000."""
    where = await db.fetchrow(_GATHERING, event_id)
    rows = await db.fetch(_MEMBERS, event_id, MOST_MEMBERS)
    status = {row["person_id"]: AttendanceStatus(row["status"]) for row in rows}
    people = await load_people(db, list(status))
    gathering = Gathering(**dict(where)) if where else NOWHERE
    return Members(gathering, people, tuple(status[person.id] for person in people))


async def load_background(db: Database, acquainted: Acquainted) -> Background:
    """Return how many people have each topic, among everyone known, and what the acquainted share."""
    rows = await db.fetch(_COUNTS)
    population = await db.fetchval("SELECT count(*) FROM person")
    return Background(population, {row["topic"]: row["people"] for row in rows}, acquainted)


async def relevant_people(
    db: Database, person_id: str, events: list[str], topics: list[str]
) -> dict[str, int]:
    """Count those going to each event who share a topic, agreed to be matched, and whom nobody hid."""
    rows = await db.fetch(_CROWD, events, person_id, topics)
    return {row["event_id"]: row["people"] for row in rows}
