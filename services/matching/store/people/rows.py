"""Person rows: the profile, and what was derived from it."""

from collections.abc import Sequence
from typing import Any

from services.matching.people.interests import strengths
from services.matching.people.person import (
    Person,
    Traits,
    Visited,
)
from services.matching.people.versions import without_unknown_zone
from services.matching.people.visibility import Viewer, may_see
from services.matching.recommend.candidates.sketch import hashed, sketch_of
from services.matching.recommend.parameters import Parameters
from services.matching.store.stored import stored_profile, stored_traits
from shared.db import Connection, Database, Record, affected_rows
from shared.kernel.errors import AppError, Kind

PUT = """
INSERT INTO person AS held (id, profile, version, updated_at, revision, traits, vectors, topic_ids,
                            derived_by, name_is_public, sketch, changed_at)
VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, clock_timestamp())
ON CONFLICT (id) DO UPDATE SET profile = excluded.profile, version = excluded.version,
    updated_at = excluded.updated_at, revision = held.revision + 1, traits = excluded.traits,
    vectors = excluded.vectors, topic_ids = excluded.topic_ids, derived_by = excluded.derived_by,
    name_is_public = excluded.name_is_public, sketch = excluded.sketch, changed_at = excluded.changed_at
"""

_ALL = """
SELECT id, profile::text AS profile, version, updated_at, traits, vectors, novelty, visited.*
FROM person, LATERAL (
    SELECT array_agg(event_id) AS events, array_agg(topics) AS topics, array_agg(ends_utc) AS ends,
           array_agg(listed) AS listed, array_agg(title) AS titles
    FROM (SELECT event_id, topics, ends_utc, listed, title
          FROM attendance JOIN catalogue_event USING (event_id)
          WHERE person_id = id AND attendance.status = 'going' AND topics <> '{}'
          ORDER BY event_id) AS visit) AS visited
"""
_LOAD = f"{_ALL} WHERE id = ANY($1) ORDER BY id"
_LOAD_ONE = f"{_ALL} WHERE id = $1"  # of one, the plan is the same whoever it is, and kept

_DIAL = """
UPDATE person SET novelty = $2, revision = revision + 1, changed_at = clock_timestamp() WHERE id = $1
RETURNING true
"""
_TOUCH_ALL = """
UPDATE person SET revision = revision + 1, changed_at = clock_timestamp()
WHERE id IN (SELECT id FROM person WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE)
"""

_UNUSED = """
DELETE FROM connection c WHERE other_id = $1 AND notes = ''
AND NOT EXISTS (SELECT 1 FROM promise WHERE connection_id = c.id)
AND NOT EXISTS (SELECT 1 FROM meeting WHERE connection_id = c.id AND notes <> '')
"""
"""What others wrote of whom they met is theirs and stays, without the link; else it goes."""

_UNSAID = "DELETE FROM outbox WHERE $1 IN (payload->>'person_id', payload->>'reader_id')"
"""Messages that name a person lie there for a fortnight once they are sent."""


def missing(person_id: str) -> AppError:
    """Say that nobody has this id."""
    detail = f"Nobody here has the id {person_id[:60]!r}; save a profile first."
    return AppError("person_missing", Kind.MISSING, detail)


async def load_person(db: Database, person_id: str) -> Person:
    """Return a person; raise `AppError("person_missing", MISSING)` when there is none."""
    row = await db.fetchrow(_LOAD_ONE, person_id)
    if row is None:
        raise missing(person_id)
    return _person(row)


async def load_people(db: Database, ids: Sequence[str]) -> tuple[Person, ...]:
    """Return those people who exist, ordered by id."""
    return tuple(map(_person, await db.fetch(_LOAD, list(ids)))) if ids else ()


def _person(row: Record) -> Person:
    went = zip(*(row[name] or () for name in ("events", "topics", "ends", "listed", "titles")), strict=True)
    return Person(
        id=row["id"],
        profile=without_unknown_zone(stored_profile(row["profile"])),
        version=row["version"],
        updated_at=row["updated_at"],
        traits=stored_traits(row["traits"], row["vectors"]),
        visited=tuple(Visited(*visit) for visit in went),
        novelty=row["novelty"],
    )


async def lock_version(conn: Connection, person_id: str) -> Record | None:
    """Return the id's profile and version, kept for this transaction; serialises writers of one person."""
    await conn.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 1))", person_id)
    return await conn.fetchrow("SELECT profile, version, updated_at FROM person WHERE id = $1", person_id)


async def save_person(conn: Connection, person: Person, derived_by: str, numbers: Parameters) -> None:
    """Write a person whole."""
    await conn.execute(PUT, *row_of(person, derived_by, numbers))


def row_of(person: Person, derived_by: str, numbers: Parameters) -> tuple[object, ...]:
    """Return the columns of a person, less the revision: `id` to `updated_at`, `traits` to `sketch`."""
    traits, profile = person.traits, person.profile
    return (
        person.id,
        profile.model_dump(mode="json"),
        person.version,
        person.updated_at,
        _stored(traits),
        traits.vectors.astype("<f2").tobytes(),
        sorted(strengths(traits.topics)),
        derived_by,
        may_see(profile, "display_name", Viewer.STRANGER),
        sketch_of(person, numbers.asks, numbers.context),
    )


def _stored(traits: Traits) -> dict[str, Any]:
    return {
        "topics": [list(t) for t in traits.topics],
        "sentences": [[s.path, s.field, s.text, list(s.topics)] for s in traits.sentences],
        "wants": dict(traits.wants),
        "gives": dict(traits.gives),
    }


async def stale_ids(db: Database, derived_by: str, limit: int) -> list[str]:
    """Return people whose traits an older release derived."""
    rows = await db.fetch(
        "SELECT id FROM person WHERE derived_by <> $1 ORDER BY id LIMIT $2", derived_by, limit
    )
    return [row["id"] for row in rows]


_ERASED = "INSERT INTO erased_person (checksum) VALUES ($1)"
_TOLD = "DELETE FROM erased_person WHERE erased_at < now() - interval '1 day'"


async def erase_person(conn: Connection, person_id: str) -> tuple[str, ...]:
    """Delete every row that speaks of a person; return the events whose counts change by it."""
    rows = await conn.fetch("DELETE FROM attendance WHERE person_id = $1 RETURNING event_id", person_id)
    await conn.execute(_UNUSED, person_id)
    await conn.execute(_UNSAID, person_id)
    await conn.execute("DELETE FROM person WHERE id = $1", person_id)  # the rest goes with it
    await conn.execute(_ERASED, hashed(person_id))
    return tuple(sorted(row["event_id"] for row in rows))


async def set_dial(db: Database, person_id: str, novelty: float) -> None:
    """Keep where a person left the dial; rosters share attention out by it."""
    if await db.fetchval(_DIAL, person_id, novelty) is None:
        raise missing(person_id)


async def touch(conn: Connection, person_id: str) -> None:
    """Note that something about the person changed, so that cached rosters are rebuilt."""
    statement = "UPDATE person SET revision = revision + 1, changed_at = clock_timestamp() WHERE id = $1"
    await conn.execute(statement, person_id)


async def touch_all(conn: Connection, person_ids: Sequence[str]) -> None:
    """Note that something about several people changed."""
    await conn.execute(_TOUCH_ALL, person_ids)


async def forget_erased(db: Database) -> int:
    """Forget whom every process has left out by now; return how many that were."""
    return affected_rows(await db.execute(_TOLD))
