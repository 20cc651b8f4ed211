"""The feed doctor at work: one polite, guarded fetch of any public address."""

from dataclasses import dataclass, replace

from services.events.ingest.ports import Fetch, Ports
from services.events.ingest.preview import not_wanted, preview
from services.events.sources.address import host_of, source_address
from services.events.sources.hosts import host_keys
from services.events.sources.model import SUGGESTED_TRUST, Source, SourceSpec
from services.events.store.sources import find_by_url
from services.events.workers.courtesy import visiting
from services.events.workers.polling import Manners
from shared.contracts.doctor import SourcePreview
from shared.db import Database
from shared.kernel.clock import Clock


@dataclass(frozen=True, slots=True)
class Doctor:
    """Looks at addresses. `fetch_own` is for what the catalogue names on our own machine, as in polling."""

    db: Database
    ports: Ports
    fetch: Fetch
    fetch_own: Fetch
    clock: Clock
    manners: Manners

    async def preview(self, url: str) -> SourcePreview:
        """Look at an address.

        Raises:
            AppError: `bad_source_url`; `host_resting` (429) while the host is not to be asked.
        """
        address = source_address(url)
        known = await find_by_url(self.db, address)
        if known is not None and (known.state.stopped or known.state.paused):
            return not_wanted(known)
        if host_of(address) in self.manners.own_origins:
            is_own = known is not None and known.spec.origin == "catalogue"
            return await self._look(address, known, self.fetch_own if is_own else self.fetch)
        async with visiting(self.db, host_keys(address), self.clock, self.manners.pause_s):
            return await self._look(address, known, self.fetch)

    async def _look(self, url: str, known: Source | None, fetch: Fetch) -> SourcePreview:
        spec = known.spec if known else SourceSpec(url=url, title=host_of(url), trust=SUGGESTED_TRUST)
        ports = self.ports
        return await preview(
            replace(spec, url=url), known.id if known else None, self.clock(),
            fetch=fetch, read=ports.read, leave=ports.leave,
        )  # fmt: skip
