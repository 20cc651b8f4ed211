"""The feed doctor at work: one polite, guarded fetch of any public address."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.events.ingest.doctor.preview import not_wanted, preview
from services.events.ingest.look.look import Looking
from services.events.ingest.ports import AskLeave, Fetch, Ports
from services.events.sources.address import host_of, source_address
from services.events.sources.hosts.domain import host_keys
from services.events.sources.hosts.keyed_apis import keyed_api
from services.events.sources.hosts.known_hosts import Rewrite, rewrite
from services.events.sources.model import SUGGESTED, SUGGESTED_TRUST, Source, SourceSpec
from services.events.sources.secrets import tokens_in
from services.events.store.sources.sources import find_by_url
from services.events.workers.courtesy import Manners, visiting
from services.events.workers.errand import Errand
from services.events.workers.keyring import needs_key
from services.events.workers.polling import needless
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
        if known is not None:
            if known.state.stopped or known.state.paused:
                return not_wanted(known)
            behind = None
        address = known.spec.url if known else behind.url if behind else given
        seen = _Seen(given, address, behind, known, left_out)
        if host_of(address) in self.manners.own_origins:
            is_own = known is not None and known.spec.origin == "catalogue"
            if is_own:
                return await self._look(seen, self.fetch_own, (), needless)
            return await self._look(seen, self.fetch, (), self.ports.leave)
        if keyed_api(address):
            return await self._look(seen, needs_key, (), self.ports.leave)
        keys = host_keys(address)
        async with visiting(self.db, keys, self.clock, self.manners.pause_s):
            return await self._look(seen, self.fetch, keys, self.ports.leave)

    async def _look(self, seen: "_Seen", fetch: Fetch, keys: Sequence[str], leave: AskLeave) -> SourcePreview:
        spec = (
            seen.known.spec
            if seen.known
            else SourceSpec(seen.address, host_of(seen.address), origin=SUGGESTED, trust=SUGGESTED_TRUST)
        )
        held = frozenset(keys)
        async with Errand(self.db, fetch, self.clock, self.manners, _PATIENCE_S, held) as errand:
            tools = Looking(spec, self.clock(), errand.fetch, self.ports.read, leave, with_remarks=True)
            return await preview(
                seen.address if seen.known else seen.given, seen.known.id if seen.known else None, tools,
                known=seen.behind, left_out=seen.left_out,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of an address before anything is fetched."""

    given: str
    address: str
    behind: Rewrite | None
    known: Source | None
    left_out: tuple[str, ...]
