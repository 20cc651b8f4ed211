"""Everybody who lets strangers see their name, in memory as sketches: read once, then whoever changed."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.matching.people.person import Person
from services.matching.recommend.candidates.crowd import Crowd, Measures, crowd_of
from services.matching.recommend.candidates.sketch import sketch_of
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.score.glance import asking_of, likeliest
from shared.db import Database, Record

_PAGE, _FRESH = 8000, 2000
"""People of a crowd, and of the newest one, which is made anew whenever somebody changes."""

PATIENCE_S = 2.0
"""So long a list waits for everybody to be read; then it is out of those read so far."""

_OVERLAP = timedelta(minutes=1)
"""What was written so long ago is seen by all: transactions are shorter."""

_UNTIL = """
(SELECT extract(epoch FROM max(e.ends_utc))::float8 FROM attendance a JOIN catalogue_event e USING (event_id)
 WHERE a.person_id = p.id AND a.match) AS until
"""
_ALL = f"""
SELECT p.id, p.revision, p.changed_at > $3 AS lately, p.sketch, {_UNTIL} FROM person p
WHERE p.id > $1 AND p.name_is_public ORDER BY p.id LIMIT $2
"""  # noqa: S608 - the statement is ours
_CHANGED = """
SELECT id, revision, changed_at FROM person
WHERE (changed_at, id) > ($1, $2) ORDER BY changed_at, id LIMIT $3
"""
_THESE = f"""
SELECT p.id, p.name_is_public, p.sketch, {_UNTIL} FROM person p WHERE p.id = ANY($1)
"""  # noqa: S608
_NOW = "SELECT clock_timestamp()"


@dataclass(slots=True)
class Population:
    """Crowds in the order they were read; of a person in several the newest holds.

    `newest` names the crowd of those who changed since all were read, `fresh` their rows in the last crowd,
    `seen` the revisions of those who changed lately.
    """

    db: Database
    by: Measures
    parameters: Parameters
    crowds: list[Crowd] = field(default_factory=list)
    fresh: dict[str, Record] = field(default_factory=dict)
    newest: dict[str, int] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    read_at: datetime | None = None
    changing: asyncio.Lock = field(default_factory=asyncio.Lock)
    reading: asyncio.Task[None] | None = None

    async def likeliest(self, person: Person, now: datetime, most: int) -> list[str]:
        """Return the ids of those with about the best chances with a person, in no order."""
        await self._read()
        crowds, newest = list(self.crowds), dict(self.newest)
        found = await asyncio.to_thread(self._found, person, crowds, now, most)
        return [one for number, one in found if newest.get(one, number) == number]

    @property
    def whole(self) -> bool:
        """Tell whether everybody was read."""
        return self.reading is not None and self.reading.done() and self.reading.exception() is None

    def start(self) -> None:
        """Begin to read everybody, unless that is under way or done."""
        if self.reading is None or (self.reading.done() and not self.whole):
            self.reading = asyncio.create_task(self._read_all())

    def _found(
        self, person: Person, crowds: Sequence[Crowd], now: datetime, most: int
    ) -> list[tuple[int, str]]:
        sketch = sketch_of(person, self.parameters.asks, self.parameters.context)
        me = crowd_of([person.id], [0.0], [sketch], self.by)
        return likeliest(asking_of(me, self.by, self.parameters, now.timestamp()), crowds, most)

    async def _read(self) -> None:
        self.start()
        assert self.reading is not None  # noqa: S101 - it was just begun
        await asyncio.wait({self.reading}, timeout=PATIENCE_S)
        if self.reading.done():
            self.reading.result()
            async with self.changing:
                await self._read_changed()

    async def _read_all(self) -> None:
        self.crowds.clear()
        self.read_at, last = await self.db.fetchval(_NOW), ""
        assert self.read_at is not None  # noqa: S101 - it is always some time
        while rows := await self.db.fetch(_ALL, last, _PAGE, self.read_at - _OVERLAP):
            last = rows[-1]["id"]
            self.seen |= {row["id"]: row["revision"] for row in rows if row["lately"]}
            self.crowds.append(await asyncio.to_thread(self._crowd, rows))

    async def _read_changed(self) -> None:
        """Put who changed into the newest crowd; who was read before and is the same stays.

        What may have changed is asked for again for as long as `_OVERLAP`: of many who were written
        together the revisions alone are read then.
        """
        assert self.read_at is not None  # noqa: S101 - all were read
        now, since, last = await self.db.fetchval(_NOW), self.read_at - _OVERLAP, ""
        revisions: dict[str, int] = {}
        while some := await self.db.fetch(_CHANGED, since, last, _PAGE):
            revisions |= {row["id"]: row["revision"] for row in some}
            since, last = some[-1]["changed_at"], some[-1]["id"]
        changed = [one for one, revision in revisions.items() if self.seen.get(one) != revision]
        if changed:
            await self._renew(await self.db.fetch(_THESE, changed))
        self.read_at, self.seen = now, revisions

    async def _renew(self, changed: Sequence[Record]) -> None:
        if not self.newest or len(self.fresh) > _FRESH:
            self.fresh, place = {}, len(self.crowds)
        else:
            place = len(self.crowds) - 1
        self.fresh |= {row["id"]: row for row in changed}
        crowd = await asyncio.to_thread(
            self._crowd, [row for row in self.fresh.values() if row["name_is_public"]]
        )
        self.crowds[place:] = [crowd]
        self.newest |= dict.fromkeys((row["id"] for row in changed), place)

    def _crowd(self, rows: Sequence[Record]) -> Crowd:
        there = [row for row in rows if row["sketch"] and row["until"]]
        ids, until, sketches = ([row[name] for row in there] for name in ("id", "until", "sketch"))
        return crowd_of(ids, until, sketches, self.by)
