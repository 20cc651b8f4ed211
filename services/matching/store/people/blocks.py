"""Blocks, as the one who made them keeps them, and whom they may name; `relations` says what they mean."""

from datetime import datetime

from services.matching.people.person import Person
from services.matching.people.visibility import Viewer, card
from services.matching.store.stored import stored_profile
from shared.contracts.people import Blocked, PersonCard
from shared.db import Connection, Database, Record
from shared.kernel.errors import AppError, Kind

_BLOCK = """
INSERT INTO block (person_id, other_id, created_at)
SELECT $1, $2, $3 WHERE EXISTS (SELECT 1 FROM person WHERE id = $1) ON CONFLICT DO NOTHING
"""
_SHOWN_AT_EVENT = """
EXISTS (SELECT 1 FROM suggestion s
        WHERE s.person_id = $1 AND s.other_id = p.id AND s.event_id <> '') AS shown_at_event
"""
_MINE = f"""
SELECT p.id AS other_id, b.created_at, p.profile, {_SHOWN_AT_EVENT}
FROM block b JOIN person p ON p.id = b.other_id
WHERE b.person_id = $1 ORDER BY b.created_at DESC, b.other_id LIMIT 1000
"""  # noqa: S608 - the statement is ours
_ONE = f"SELECT p.id AS other_id, p.profile, {_SHOWN_AT_EVENT} FROM person p WHERE p.id = $2"  # noqa: S608


async def block(conn: Connection, person: Person, other_id: str, now: datetime) -> None:
    """Make two people invisible to one another."""
    if other_id == person.id:
        raise AppError("block_self", Kind.INVALID, "You cannot block yourself; name somebody else.")
    if await conn.fetchval("SELECT 1 FROM person WHERE id = $1", other_id) is None:
        raise _nobody(other_id)
    await conn.execute(_BLOCK, person.id, other_id, now)


async def blocked_by(db: Database, person_id: str, labels: dict[str, str]) -> tuple[Blocked, ...]:
    """Return whom a person has blocked, at most the thousand newest, by the names they were shown under."""
    return tuple(_blocked(row, labels) for row in await db.fetch(_MINE, person_id))


async def shown_to(db: Database, person_id: str, other_id: str, labels: dict[str, str]) -> PersonCard:
    """Return somebody as a person was shown them: a fellow attendee, or a stranger.

    Raises:
        AppError: `person_missing`.
    """
    row = await db.fetchrow(_ONE, person_id, other_id)
    if row is None:
        raise _nobody(other_id)
    return _card(row, labels)


async def lift(db: Database, person_id: str, other_id: str) -> None:
    """Take a person's own block back; lifting what is none is no error."""
    await db.execute("DELETE FROM block WHERE person_id = $1 AND other_id = $2", person_id, other_id)


def _blocked(row: Record, labels: dict[str, str]) -> Blocked:
    shown = _card(row, labels)
    return Blocked(person_id=shown.id, display_name=shown.display_name, created_at=row["created_at"])


def _card(row: Record, labels: dict[str, str]) -> PersonCard:
    viewer = Viewer.ATTENDEE if row["shown_at_event"] else Viewer.STRANGER
    return card(row["other_id"], stored_profile(row["profile"]), viewer, labels)


def _nobody(other_id: str) -> AppError:
    detail = f"Nobody here has the id {other_id[:60]!r}; take it from the person's card."
    return AppError("person_missing", Kind.MISSING, detail)
