"""A person's network and everybody, as kinds of people."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from services.matching.connections.ties import state
from services.matching.network.facets import Shown, shown_facets
from services.matching.network.mirror import Counts, count
from services.matching.people.visibility import Viewer
from services.matching.store.connections.known import Known, Wanted, known_page
from services.matching.store.stored import stored_evidence, stored_profile
from shared.contracts.people import Suggestion
from shared.db import Database, Record

MOST = 2_000
SAMPLE = 5_000
"""Of everybody, so many are looked at, about; the same ones all day."""
_APART = """
SELECT person_id, other_id FROM connection WHERE person_id = ANY($1) AND other_id = ANY($1)
UNION SELECT person_id, other_id FROM block WHERE person_id = ANY($1) AND other_id = ANY($1)
UNION SELECT person_id, other_id FROM dismissal
    WHERE person_id = ANY($1) AND other_id = ANY($1) AND verdict = 'hide'
"""
_TOPICS = "SELECT id, traits->'topics' AS topics FROM person WHERE id = ANY($1)"
_EVERYBODY = """
SELECT profile, traits->'topics' AS topics FROM person TABLESAMPLE SYSTEM ((
    SELECT least(100, 100.0 * $1 / greatest(1, reltuples))::real FROM pg_class WHERE oid = 'person'::regclass)
) REPEATABLE (0)
"""
_SUGGESTED = "SELECT id, profile, traits->'topics' AS topics FROM person WHERE id = ANY($1)"


@dataclass(frozen=True, slots=True)
class Counted:
    """One whom a person knows, with what they show; nothing of who is not here."""

    known: Known
    shown: Shown


@dataclass(slots=True)
class Everybody:
    """What kinds of people there are, by what they show to fellow attendees, as of a day."""

    day: date | None = None
    found: Counts = field(default_factory=lambda: count([]))
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def of(self, db: Database, labels: dict[str, str], now: datetime) -> Counts:
        """Return what a sample of everybody comes to."""
        async with self.reading:
            if self.day != now.date():
                rows = await db.fetch(_EVERYBODY, SAMPLE)
                self.found, self.day = await asyncio.to_thread(_count, rows, labels), now.date()
            return self.found


async def counted(db: Database, person_id: str, labels: dict[str, str]) -> list[Counted]:
    """Return those whom a person knows, the newest `MOST`, each as the person may see them."""
    known = await known_page(db, person_id, Wanted(MOST))
    ids = [one.row["other_id"] for one in known if one.profile]
    topics = {row["id"]: row["topics"] for row in await db.fetch(_TOPICS, ids)}
    return [
        Counted(
            one,
            shown_facets(
                one.profile, stored_evidence(topics.get(one.row["other_id"], [])), one.viewer, labels
            )
            if one.profile
            else {},
        )
        for one in known
    ]


async def pairs_apart(db: Database, ids: Sequence[str]) -> frozenset[frozenset[str]]:
    """Return who of some people know each other already, or do not want to meet."""
    rows = await db.fetch(_APART, list(ids))
    return frozenset(frozenset((row["person_id"], row["other_id"])) for row in rows)


async def suggested(db: Database, found: Sequence[Suggestion], labels: dict[str, str]) -> dict[str, Shown]:
    """Return what each of those suggested shows: at an event as to fellow attendees, else as to strangers."""
    viewers = {one.person.id: Viewer.ATTENDEE if one.scope else Viewer.STRANGER for one in found}
    rows = await db.fetch(_SUGGESTED, list(viewers))
    return {row["id"]: _shown(row["profile"], row["topics"], viewers[row["id"]], labels) for row in rows}


def quiet(one: Counted, today: date) -> bool:
    """Tell whether a tie has been quiet for long, and nothing reminds of it."""
    found = state(one.known.contacts, today, one.known.row["every_days"])
    return found == "dormant" or (found == "cooling" and one.known.row["every_days"] is None)


def _count(rows: Sequence[Record], labels: dict[str, str]) -> Counts:
    return count([_shown(row["profile"], row["topics"], Viewer.ATTENDEE, labels) for row in rows])


def _shown(profile: object, topics: list[list[object]], viewer: Viewer, labels: dict[str, str]) -> Shown:
    return shown_facets(stored_profile(profile), stored_evidence(topics), viewer, labels)
