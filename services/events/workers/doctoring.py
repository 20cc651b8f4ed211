"""The feed doctor at work: one polite, guarded fetch of any public address."""

from dataclasses import dataclass

from services.events.ingest.doctor.preview import Asked, not_wanted, preview
from services.events.ingest.look.look import Looking
from services.events.ingest.ports import AskLeave, Fetch, Ports
from services.events.sources.address import host_of, source_address
from services.events.sources.hosts.domain import host_keys
from services.events.sources.hosts.keyed_apis import keyed_api
from services.events.sources.hosts.known_hosts import rewrite
from services.events.sources.model import SUGGESTED, SUGGESTED_TRUST, SourceSpec
from services.events.sources.secrets import tokens_in
from services.events.store.sources.sources import find_by_url
from services.events.workers.courtesy import Manners, visiting
from services.events.workers.errand import Errand
from services.events.workers.fetching import needless
from services.events.workers.keyring import needs_key
from shared.contracts.sources.doctor import SourcePreview
from shared.db import Database
from shared.kernel.clock import Clock

_PATIENCE_S = 20.0
"""So long further addresses are tried for somebody who waits."""


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
        given, left_out = source_address(url), tokens_in(url)
        behind = rewrite(given)
        known = await find_by_url(self.db, given)
        if known is None and behind:
            known = await find_by_url(self.db, behind.url)
        if known is None:
            address = behind.url if behind else given
            spec = SourceSpec(address, host_of(address), origin=SUGGESTED, trust=SUGGESTED_TRUST)
            return await self._visit(spec, Asked(given, behind=behind, left_out=left_out))
        if known.state.stopped or known.state.paused:
            return not_wanted(known)
        return await self._visit(known.spec, Asked(known.spec.url, known.id, left_out=left_out))

    async def _visit(self, spec: SourceSpec, asked: Asked) -> SourcePreview:
        if host_of(spec.url) in self.manners.own_origins:
            is_own = self.manners.is_own(spec)
            way = (self.fetch_own, needless) if is_own else (self.fetch, self.ports.leave)
            return await self._look(spec, asked, *way)
        if keyed_api(spec.url):
            return await self._look(spec, asked, needs_key, self.ports.leave)
        keys = host_keys(spec.url)
        async with visiting(self.db, keys, self.clock, self.manners.pause_s):
            return await self._look(spec, asked, self.fetch, self.ports.leave, frozenset(keys))

    async def _look(
        self,
        spec: SourceSpec,
        asked: Asked,
        fetch: Fetch,
        leave: AskLeave,
        held: frozenset[str] = frozenset(),
    ) -> SourcePreview:
        async with Errand(self.db, fetch, self.clock, self.manners, _PATIENCE_S, held) as errand:
            tools = Looking(spec, self.clock(), errand.fetch, self.ports.read, leave, with_remarks=True)
            return await preview(asked, tools)
