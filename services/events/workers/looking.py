"""Looking at the own page of an event that its source no longer lists, before people travel."""

from dataclasses import dataclass

from services.events.ingest.look.look import LOOK_AHEAD, LOOK_BACK
from services.events.ingest.model import ReadContext
from services.events.ingest.ports import Fetch, Ports
from services.events.ingest.presence.own_page import body_of, is_gone, said_of
from services.events.ingest.redraft import redraft
from services.events.ingest.resolve.off import Told
from services.events.sources.address import host_of
from services.events.store.ingest.page_looks import Vanished, note_pages, take_vanished
from services.events.workers.courtesy import Manners
from services.events.workers.errand import Errand
from shared.db import Database
from shared.kernel.clock import Clock

AT_ONCE = 10
_LASTS_S = 60.0


@dataclass(frozen=True)
class PageLooker:
    """Few pages a round, each at most once in two days, as politely as sources are asked."""

    db: Database
    ports: Ports
    fetch_own: Fetch
    clock: Clock
    manners: Manners

    async def run_once(self) -> int:
        """Look at the pages whose turn it is; return how many listings were looked up."""
        due = await take_vanished(self.db, self.clock(), AT_ONCE)
        if not due:
            return 0
        told = {it.id: await self._look(it) for it in due}
        changed = await note_pages(self.db, told)
        await redraft(changed, self.ports, self.clock)
        return len(due)

    async def _look(self, it: Vanished) -> Told | None:
        is_own = it.is_ours and host_of(it.url) in self.manners.own_origins
        if not is_own and not (await self.ports.leave(it.url)).is_given:
            return None
        fetch = self.fetch_own if is_own else self.ports.fetch
        async with Errand(self.db, fetch, self.clock, self.manners, _LASTS_S) as errand:
            answer = await errand.fetch(it.url, {"accept": "text/html"})
        if is_gone(answer):
            return Told.PAGE_GONE
        body = body_of(answer)
        if body is None:
            return None
        now = self.clock()
        reading = await self.ports.read(body, ReadContext(it.url, now - LOOK_BACK, now + LOOK_AHEAD))
        return said_of(it.listing, reading.listings)
