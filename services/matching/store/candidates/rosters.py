"""Who may be met where: the members of an event, how many people of like interests go where."""

from collections.abc import Mapping

from services.matching.people.person import Person
from services.matching.recommend.candidates.roster import NOWHERE, Gathering, Members
from services.matching.recommend.population.acquainted import Acquainted
from services.matching.recommend.population.topic_index import Background
from services.matching.store.people.rows import load_people
from shared.contracts.people import AttendanceStatus
from shared.db import Database

_MEMBERS = (
    "SELECT person_id, status FROM attendance WHERE event_id = $1 AND match ORDER BY person_id LIMIT $2"
)
_REVISIONS = """
SELECT p.id, p.revision FROM attendance a JOIN person p ON p.id = a.person_id
WHERE a.event_id = $1 AND a.match ORDER BY p.id LIMIT $2
"""
_GATHERING = "SELECT event_id, title, city, starts_utc, languages FROM catalogue_event WHERE event_id = $1"
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


async def revisions(db: Database, event_id: str) -> dict[str, int]:
    """Return the revision of each member: what is read afterwards is no older."""
    rows = await db.fetch(_REVISIONS, event_id, MOST_MEMBERS)
    return {row["id"]: row["revision"] for row in rows}


async def load_members(db: Database, event_id: str, held: Mapping[str, Person]) -> Members:
    """Return those who agreed to be matched at an event, ordered by id; at most 10,000.

    Who is held is taken as they are, and not read.
    """
    where = await db.fetchrow(_GATHERING, event_id)
    rows = await db.fetch(_MEMBERS, event_id, MOST_MEMBERS)
    status = {row["person_id"]: AttendanceStatus(row["status"]) for row in rows}
    read = await load_people(db, [one for one in status if one not in held])
    found = {**held, **{person.id: person for person in read}}
    people = tuple(found[one] for one in status if one in found)
    gathering = Gathering(**{**where, "languages": tuple(where["languages"])}) if where else NOWHERE
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
