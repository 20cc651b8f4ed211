"""Keeps the copy of the event catalogue: each change is applied once, and never over a newer one."""

from services.matching.people.derive import Embedder
from services.matching.store.catalogue import merged_here, move_attendance, save_event
from services.matching.store.people.attendance import tell_count
from services.matching.store.people.rows import touch_all
from shared.contracts.messages import Envelope, EventChanged
from shared.db import Connection
from shared.kernel.clock import Clock
from shared.kernel.ids import Ids


class CatalogueKeeper:
    """Handles `EVENT_CHANGED` in the consumer's transaction."""

    def __init__(self, embedder: Embedder, clock: Clock, ids: Ids) -> None:
        self._embedder = embedder
        self._clock = clock
        self._ids = ids

    async def handle(self, conn: Connection, envelope: Envelope) -> None:
        """Apply one change; the people of a merged event move to its successor, whichever comes first."""
        event = EventChanged.model_validate(envelope.payload)
        vector = self._embedder.embed([f"{event.title}. {event.summary or ''}"])[0]
        if not await save_event(conn, event, vector):
            return
        if event.merged_into is not None:
            await self._move(conn, event.event_id, event.merged_into)
        for old in await merged_here(conn, event.event_id):
            await self._move(conn, old, event.merged_into or event.event_id)

    async def _move(self, conn: Connection, old: str, new: str) -> None:
        moved = await move_attendance(conn, old, new)
        if moved is not None:
            await touch_all(conn, moved)
            for event_id in (old, new):
                await tell_count(conn, event_id, self._clock(), self._ids("msg"))
