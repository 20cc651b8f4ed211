"""Saving and erasing a person, each in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.matching.people.person import Person, Traits
from services.matching.people.said import said_since
from services.matching.people.versions import next_version
from services.matching.recommend.parameters import Parameters
from services.matching.store.people.attendance import tell_count
from services.matching.store.people.rows import (
    erase_person,
    load_person,
    lock_version,
    save_person,
    stale_ids,
)
from services.matching.store.stored import stored_profile
from shared.contracts.people import Profile
from shared.db import Connection, Database
from shared.kernel.ids import Ids


@dataclass(frozen=True, slots=True)
class Deriving:
    """How traits are derived, and by which release; runs off the event loop.

    `numbers` say what a sketch holds.
    """

    derive: Callable[[Profile], Traits]
    derived_by: str
    numbers: Parameters


async def put_profile(
    db: Database, person_id: str, profile: Profile, expected: int | None, deriving: Deriving, now: datetime
) -> Person:
    """Save a profile; the same content again changes nothing."""
    traits = deriving.derive(profile)
    async with db.transaction() as conn:
        row = await lock_version(conn, person_id)
        held = stored_profile(row["profile"]) if row else None
        version = next_version(held, row["version"] if row else 0, profile, expected)
        if row and version == row["version"]:
            return Person(person_id, profile, version, row["updated_at"], traits)
        person = Person(person_id, profile, version, now, traits)
        await save_person(conn, person, deriving.derived_by, deriving.numbers)
        await _note_since(conn, person_id, held, profile, now)
        return person


async def _note_since(
    conn: Connection, person_id: str, held: Profile | None, profile: Profile, now: datetime
) -> None:
    before = await conn.fetchval("SELECT said FROM person WHERE id = $1", person_id)
    said = said_since(before, held, profile, now.date())
    await conn.execute("UPDATE person SET said = $2 WHERE id = $1", person_id, said)


async def derive_again(db: Database, deriving: Deriving, limit: int) -> int:
    """Derive anew what an older release derived; return how many people that were."""
    ids = await stale_ids(db, deriving.derived_by, limit)
    for person_id in ids:
        person = await load_person(db, person_id)
        traits = deriving.derive(person.profile)
        async with db.transaction() as conn:
            row = await lock_version(conn, person_id)
            if row and row["version"] == person.version:
                again = Person(person_id, person.profile, person.version, person.updated_at, traits)
                await save_person(conn, again, deriving.derived_by, deriving.numbers)
    return len(ids)


async def erase(db: Database, person_id: str, now: datetime, ids: Ids) -> None:
    """Delete everything about a person; erasing nobody is no error."""
    async with db.transaction() as conn:
        for event_id in await erase_person(conn, person_id):
            await tell_count(conn, event_id, now, ids("msg"))
