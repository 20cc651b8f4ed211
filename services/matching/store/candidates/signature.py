"""Whether a roster is as it was read: as those tell who changed since; where they do not, all its people."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from shared.db import Database

_SIGNATURE = """
SELECT clock_timestamp() AS read_at, count(*) AS people, max(e.version) AS event,
       sum(hashtextextended(concat_ws('/', p.id, p.revision, a.status), 0)) AS members
FROM attendance a JOIN person p ON p.id = a.person_id JOIN catalogue_event e ON e.event_id = a.event_id
WHERE a.event_id = $1 AND a.match
"""
_SINCE = """
SELECT clock_timestamp() AS read_at, (SELECT version FROM catalogue_event WHERE event_id = $1) AS event,
       EXISTS (SELECT FROM erased_person WHERE erased_at > $2) AS erased, changed.*
FROM (SELECT coalesce(array_agg(id), '{}') AS ids, array_agg(revision) AS revisions, array_agg(here) AS here
      FROM (SELECT id, revision, EXISTS (SELECT FROM attendance a WHERE a.person_id = p.id
                                         AND a.event_id = $1 AND a.match) AS here
            FROM person p WHERE changed_at > $2 ORDER BY changed_at, id LIMIT $3) AS lately) AS changed
"""
_LOOKED_AT = 200
"""People who changed; where more did, the whole roster is looked at."""

OVERLAP = timedelta(minutes=1)
"""What was written so long ago is seen by all: transactions are shorter."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What changes whenever a roster does: its event, the day, or its people and how they stand.

    `read_at` is when it was found so last, by the clock of the database.
    """

    event: int | None
    day: date
    people: int
    members: object
    read_at: datetime = field(compare=False)

    def only_people_differ(self, other: "Signature") -> bool:
        """Tell whether no more than people came, went or changed."""
        return replace(other, people=self.people, members=self.members) == self


async def signature(db: Database, event_id: str, day: date) -> Signature:
    """Return what changes whenever a roster does; all its people are looked at."""
    row = await db.fetchrow(_SIGNATURE, event_id)
    assert row is not None  # noqa: S101 - an aggregate always has its row
    return Signature(day=day, **dict(row))


async def still(
    db: Database, event_id: str, day: date, signed: Signature, revisions: Mapping[str, int]
) -> Signature | None:
    """Return a signature as of now, if it holds as far as those tell who changed since; else None.

    `revisions` are those of the people of the roster. Whoever comes, goes or changes in any way has another
    revision from that moment on, or is erased.
    """
    row = await db.fetchrow(_SINCE, event_id, signed.read_at - OVERLAP, _LOOKED_AT)
    assert row is not None  # noqa: S101 - an aggregate always has its row
    if row["erased"] or len(row["ids"]) == _LOOKED_AT or (row["event"], day) != (signed.event, signed.day):
        return None
    lately = zip(row["ids"], row["revisions"] or (), row["here"] or (), strict=True)
    if any(revisions.get(one) != (revision if here else None) for one, revision, here in lately):
        return None
    return replace(signed, read_at=row["read_at"])
