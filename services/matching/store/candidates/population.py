"""Everybody who lets strangers see their name, in memory as sketches: read once, then whoever changed."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.matching.people.person import Person
from services.matching.recommend.candidates.crowd import Crowd, Measures, crowd_of, without
from services.matching.recommend.candidates.sketch import hashed, sketch_of
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.score.glance import asking_of, likeliest
from shared.db import Database, Record
from shared.obs import get_logger

_PAGE, _FRESH = 8000, 2000
"""People of a crowd, and of the latest one, which is made anew whenever somebody changes."""

PATIENCE_S = 2.0
"""So long a list waits for everybody to be read; then it is out of those read so far."""

FOLLOW_S = 5.0
"""So long whoever was erased, or hides what they showed, stays in memory where nobody asks for lists."""

_OVERLAP = timedelta(minutes=1)
"""What was written so long ago is seen by all: transactions are shorter."""

_UNTIL = """
(SELECT extract(epoch FROM max(e.ends_utc))::float8 FROM attendance a JOIN catalogue_event e USING (event_id)
 WHERE a.person_id = p.id AND a.match) AS until
"""
_MANY = "SELECT count(*) FROM person WHERE name_is_public"
_ALL = f"""
SELECT p.id, p.revision, p.changed_at > $3 AS lately, p.sketch, {_UNTIL} FROM person p
WHERE p.id > $1 AND p.name_is_public ORDER BY p.id LIMIT $2
"""  # noqa: S608 - the statement is ours
_CHANGED = """
SELECT id, revision, changed_at FROM person
WHERE (changed_at, id) > ($1, $2) ORDER BY changed_at, id LIMIT $3
"""
_ERASED = "SELECT number, checksum FROM erased_person WHERE erased_at > $1"
_THESE = f"""
SELECT p.id, p.sketch, {_UNTIL} FROM person p WHERE p.id = ANY($1) AND p.name_is_public
"""  # noqa: S608
_NOW = "SELECT clock_timestamp()"

log = get_logger(__name__)


@dataclass(slots=True)
class Population:
    """Crowds of people, each person in one."""

    db: Database
    by: Measures
    parameters: Parameters
    forget: Callable[[Iterable[str]], None]
    """Told of everybody who changes or goes."""
    crowds: list[Crowd] = field(default_factory=list)
    """As they were read."""
    latest: list[Crowd] = field(default_factory=list)
    """Of who changed since."""
    fresh: dict[str, Record] = field(default_factory=dict)
    """The rows of `latest`, by id."""
    seen: dict[str, int] = field(default_factory=dict)
    """The revisions of those who changed lately, by id."""
    erased: dict[int, int] = field(default_factory=dict)
    """The checksums of those erased lately."""
    read: int = 0
    """How many of `many` the first reading has read."""
    many: int = 0
    read_at: datetime | None = None
    changing: asyncio.Lock = field(default_factory=asyncio.Lock)
    reading: asyncio.Task[None] | None = None
    following: asyncio.Task[None] | None = None

    async def likeliest(self, person: Person, now: datetime, most: int) -> list[str]:
        """Return the ids of those with about the best chances with a person, in no order."""
        await self._read()
        return await asyncio.to_thread(self._found, person, [*self.crowds, *self.latest], now, most)

    @property
    def whole(self) -> bool:
        """Tell whether everybody was read."""
        return self.reading is not None and self.reading.done() and self.reading.exception() is None

    def start(self) -> None:
        """Begin to read everybody, unless that is under way or done."""
        if self.reading is None or (self.reading.done() and not self.whole):
            self.reading = asyncio.create_task(self._read_all())

    def stop(self) -> None:
        """End what goes on in the background."""
        for task in (self.reading, self.following):
            if task is not None:
                task.cancel()

    def _found(self, person: Person, crowds: Sequence[Crowd], now: datetime, most: int) -> list[str]:
        sketch = sketch_of(person, self.parameters.asks, self.parameters.context)
        me = crowd_of([person.id], [0.0], [sketch], self.by)
        return likeliest(asking_of(me, self.by, self.parameters, now.timestamp()), crowds, most)

    async def _read(self) -> None:
        self.start()
        assert self.reading is not None  # noqa: S101 - it was just begun
        await asyncio.wait({self.reading}, timeout=PATIENCE_S)
        if self.reading.done():
            self.reading.result()
            await self._catch_up()

    async def _read_all(self) -> None:
        self.crowds.clear()
        self.read, self.many = 0, await self.db.fetchval(_MANY)
        self.read_at, last = await self.db.fetchval(_NOW), ""
        assert self.read_at is not None  # noqa: S101 - it is always some time
        while rows := await self.db.fetch(_ALL, last, _PAGE, self.read_at - _OVERLAP):
            last = rows[-1]["id"]
            self.seen |= {row["id"]: row["revision"] for row in rows if row["lately"]}
            self.crowds.append(await asyncio.to_thread(self._crowd, rows))
            self.read += len(rows)
        self.following = asyncio.create_task(self._follow())

    async def _follow(self) -> None:
        """Catch up every few seconds: who goes is forgotten though nobody asks."""
        while True:
            await asyncio.sleep(FOLLOW_S)
            try:
                await self._catch_up()
            except Exception as error:  # noqa: BLE001 - whatever it was: who goes must be forgotten all the same
                log.warning("everybody.behind", reason=getattr(error, "in_full", str(error)))

    async def _catch_up(self) -> None:
        """Put who changed into the latest crowd, and leave out who is gone or hides.

        What may have changed is asked for again for as long as `_OVERLAP`: of many who were written
        together the revisions alone are read then.
        """
        async with self.changing:
            assert self.read_at is not None  # noqa: S101 - all were read
            now, since, last = await self.db.fetchval(_NOW), self.read_at - _OVERLAP, ""
            erased = await self._erased(since)
            changed = await self._summed(erased)
            revisions: dict[str, int] = {}
            while some := await self.db.fetch(_CHANGED, since, last, _PAGE):
                revisions |= {row["id"]: row["revision"] for row in some}
                since, last = some[-1]["changed_at"], some[-1]["id"]
            changed |= {one for one, revision in revisions.items() if self.seen.get(one) != revision}
            if changed:
                self.forget(changed)
                await self._renew(changed)
            self.read_at, self.seen, self.erased = now, revisions, erased

    async def _erased(self, since: datetime) -> dict[int, int]:
        return {row["number"]: row["checksum"] for row in await self.db.fetch(_ERASED, since)}

    async def _summed(self, erased: Mapping[int, int]) -> set[str]:
        """Return who may have been erased: a checksum names nobody, and may be that of others, too."""
        sums = {erased[number] for number in erased.keys() - self.erased.keys()}
        return await asyncio.to_thread(_with_sums, [*self.crowds, *self.latest], sums) if sums else set()

    async def _renew(self, changed: AbstractSet[str]) -> None:
        """Read some anew; no crowd holds anything any more of what they were."""
        now_there = {row["id"]: row for row in await self.db.fetch(_THESE, changed)}
        self.fresh = {one: row for one, row in self.fresh.items() if one not in changed} | now_there
        self.crowds, self.latest = await asyncio.to_thread(self._sorted_anew, changed)
        if len(self.fresh) > _FRESH:
            self.crowds, self.latest, self.fresh = [*self.crowds, *self.latest], [], {}

    def _sorted_anew(self, changed: AbstractSet[str]) -> tuple[list[Crowd], list[Crowd]]:
        gone = sorted(changed)
        latest = [self._crowd(list(self.fresh.values()))] if self.fresh else []
        return [without(crowd, gone) for crowd in self.crowds], latest

    def _crowd(self, rows: Sequence[Record]) -> Crowd:
        there = [row for row in rows if row["sketch"] and row["until"]]
        ids, until, sketches = ([row[name] for row in there] for name in ("id", "until", "sketch"))
        return crowd_of(ids, until, sketches, self.by)


def _with_sums(crowds: Sequence[Crowd], sums: AbstractSet[int]) -> set[str]:
    ids = (one.decode() for crowd in crowds for one in crowd.ids.tolist())
    return {one for one in ids if hashed(one) in sums}
