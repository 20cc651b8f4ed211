"""Events told anew after a publisher has withdrawn a source, brought it back, or given it another title."""

from dataclasses import dataclass
from datetime import timedelta

from services.events.ingest.ports import Ports
from services.events.ingest.redraft import redraft
from services.events.store.sources.wishes import REDRAFTS, mark_withdrawn
from shared.db import Database, Record
from shared.db.due import Duty, do_due
from shared.db.lease import release
from shared.kernel.clock import Clock
from shared.obs import get_logger

log = get_logger(__name__)
REDRAFTING = Duty(REDRAFTS, lease_s=90, at_most=5, again=lambda _: timedelta(seconds=30))


@dataclass(frozen=True, slots=True)
class Redrafter:
    """Does what is due, source by source; what is asked for meanwhile is done again from the beginning."""

    db: Database
    ports: Ports
    clock: Clock
    owner: str

    async def run_once(self) -> int:
        """Redraft the sources that are due; return how many."""
        return await do_due(self.db, REDRAFTING, self._redraft, owner=self.owner, clock=self.clock)

    async def _redraft(self, row: Record) -> None:
        source_id = row["source_id"]
        async with self.db.transaction() as conn:
            listings = await mark_withdrawn(conn, source_id, self.clock())
        changed = await redraft(listings, self.ports, self.clock)
        async with self.db.transaction() as conn:
            await release(conn, REDRAFTS, source_id, owner=self.owner, next_at=None)
        log.info("redraft.finished", source_id=source_id, listings=len(listings), changed=changed)
