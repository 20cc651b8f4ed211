"""What a source says for the first time is written while the rest is read; it counts at the end only."""

from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import Self

from services.events.ingest.model import Listing, Outcome, Reading
from services.events.ingest.ports import Turn, Unit, WrittenEarly
from services.events.ingest.presence.presence import Key, Known
from services.events.ingest.resolve.draft import EventDraft, draft
from services.events.ingest.resolve.model import Cluster, Resolution, Sighting


class Early:
    """Rows of one reading ahead of its end: each new listing as an event of its own, as most turn out to be.

    They stand in a transaction for which no other waits, and which is rolled back unless the reading is good.
    Only what nothing is held of is written so: of a known source little is new, and that may be renamed.
    """

    def __init__(self, turn: Turn) -> None:
        self._source, self._ports, self._now = turn.source, turn.ports, turn.now
        self._is_new = turn.source.state.last_good_at is None
        self._open = AsyncExitStack()
        self._unit: Unit | None = None
        self._sightings: dict[Key, Sighting] = {}
        self._events: dict[str, str] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:  # nothing stays of it unless its unit was used
        await self.drop()

    async def take(self, listings: Sequence[Listing]) -> None:
        """Write what has not been written yet."""
        unit = await self._ready()
        if unit is None:
            return
        found: dict[Key, Listing] = {}
        for it in listings:
            found.setdefault(it.key, it)
        new = {key: self._sighting(it) for key, it in found.items() if key not in self._sightings}
        self._sightings |= new
        self._events |= {it.id: self._ports.ids("evt") for it in new.values()}
        await unit.write_early(self._drafted(new.values()), self._now)

    async def drop(self) -> None:
        """Undo what has been written."""
        self._unit, self._sightings, self._events = None, {}, {}
        await self._open.aclose()

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Unit]:
        """Yield the transaction of the whole reading once it has begun; committed on a clean exit."""
        async with self._open:
            unit = self._unit or await self._enter()
            await unit.begin()
            yield unit

    async def held(self, unit: Unit) -> Sequence[Known]:
        """Return what is held of the source: nothing where this very unit was opened because of that."""
        return () if unit is self._unit else await unit.held(self._source.id)

    def sighting(self, listing: Listing) -> Sighting:
        """Return a new listing as it was written, or as it will be."""
        written = self._sightings.get(listing.key)
        return written if written and written.listing == listing else self._sighting(listing)

    def named(self, resolution: Resolution) -> Resolution:
        """Let new events bear the ids under which their listings were written."""
        return replace(resolution, clusters=tuple(map(self._named, resolution.clusters)))

    def outcome(self, fresh: Collection[Sighting], resolution: Resolution) -> WrittenEarly:
        """Tell what stands of the early rows, given what is new and what became of it."""
        new, events = {it.id for it in fresh}, {it.event_id for it in resolution.clusters}
        return WrittenEarly(
            stands=[it.event_id for it in resolution.clusters if self._stands(it)],
            stale_listings=[it for it in self._events if it not in new],
            stale_events=[it for it in self._events.values() if it not in events],
        )

    async def _ready(self) -> Unit | None:
        if self._unit is None and self._is_new:
            unit = await self._enter()
            self._is_new = not await unit.held(self._source.id)
            if self._is_new:
                self._unit = unit
            else:
                await self._open.aclose()
        return self._unit

    async def _enter(self) -> Unit:
        return await self._open.enter_async_context(self._ports.store.early_unit())

    def _sighting(self, it: Listing) -> Sighting:
        spec, now = self._source.spec, self._now
        return Sighting(self._ports.ids("lst"), self._source.id, spec.title, spec.trust, it, None, now, now)

    def _drafted(self, sightings: Collection[Sighting]) -> Iterator[tuple[Sighting, EventDraft]]:
        return ((it, draft(Cluster(self._events[it.id], (it,)), self._ports.label)) for it in sightings)

    def _named(self, it: Cluster) -> Cluster:
        """Give an event that is new the early id of the first of its listings that has one."""
        if any(sighting.event_id for sighting in it.sightings):
            return it
        ids = (self._events[sighting.id] for sighting in it.sightings if sighting.id in self._events)
        return replace(it, event_id=next(ids, it.event_id))

    def _stands(self, it: Cluster) -> bool:
        return len(it.sightings) == 1 and self._events.get(it.sightings[0].id) == it.event_id


def can_stand(reading: Reading) -> bool:
    """Tell whether a reading is what its source says, whatever else is known."""
    return reading.outcome is Outcome.OK and not reading.is_page and reading.next_page is None
