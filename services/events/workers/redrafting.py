"""Events told anew after a publisher has withdrawn a source, brought it back, or given it another title."""

from dataclasses import dataclass
from datetime import timedelta

from services.events.ingest.ports import Ports
from services.events.ingest.redraft import redraft
from services.events.store.sources.wishes import REDRAFTS, mark_withdrawn
from shared.db import Database
from shared.db.lease import claim, fail, release
from shared.kernel.clock import Clock
from shared.kernel.errors import AppError
from shared.obs import get_logger

log = get_logger(__name__)
_LEASE_S, _MAX_ATTEMPTS = 600, 1000
_TRIED_AGAIN = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Redrafter:
    """Does what is due, source by source; what is asked for meanwhile is done again from the beginning."""

    db: Database
    ports: Ports
    clock: Clock
    owner: str

    async def run_once(self) -> int:
        """Redraft the sources that are due; return how many."""
        rows = await claim(self.db, REDRAFTS, owner=self.owner, now=self.clock(), limit=5, lease_s=_LEASE_S)
        for row in rows:
            source_id = row["source_id"]
            try:
                await self._redraft(source_id)
            except AppError as error:
                now = self.clock()
                await fail(
                    self.db, REDRAFTS, source_id, owner=self.owner, now=now, error=error.code,
                    retry_at=now + _TRIED_AGAIN, max_attempts=_MAX_ATTEMPTS,
                )  # fmt: skip
        return len(rows)

    async def _redraft(self, source_id: str) -> None:
        async with self.db.transaction() as conn:
            listings = await mark_withdrawn(conn, source_id, self.clock())
        ports = self.ports
        changed = await redraft(listings, ports.store, ports.label, ports.ids, self.clock)
        async with self.db.transaction() as conn:
            await release(conn, REDRAFTS, source_id, owner=self.owner, next_at=None)
        log.info("redraft.finished", source_id=source_id, listings=len(listings), changed=changed)
