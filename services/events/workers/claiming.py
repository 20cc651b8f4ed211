"""Looking for the proof of a claim: on pages by the guarded client, in the DNS by the bounded resolver."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

from services.events.sources.address import host_of
from services.events.sources.hosts.domain import host_keys
from services.events.sources.model import Source
from services.events.sources.publisher.authority import places
from services.events.sources.publisher.claim import RECORD, Claim, after_check, proof_url
from services.events.sources.publisher.proofs import judge_page, judge_records
from services.events.store.sources.claims import CLAIMS, claim_of, count_attempt, is_still_at, save_check
from services.events.store.sources.sources import known_source
from services.events.workers.courtesy import Manners, visiting
from shared.contracts.sources.claims import ClaimMethod, Look
from shared.db import Database, Record
from shared.db.due import Duty, do_due
from shared.dns import DnsFailed, TxtResolver
from shared.http.guarded import FetchFailed, FetchRefused, GuardedClient, Limits
from shared.kernel.clock import Clock
from shared.kernel.errors import AppError, Kind

ATTEMPTS_PER_PERSON = 20
ATTEMPTS_PER_HOST = 40
"""Looks for a proof within an hour."""
LETTERS_PER_ADDRESS = 3
"""… and letters to one address, whoever has them sent."""
_PAGE = Limits(max_bytes=512 * 1024, total_s=8, max_redirects=3)
RECHECKING = Duty(CLAIMS, lease_s=120, at_most=10, again=lambda _: timedelta(hours=1))
"""A host that is busy, or a store that is ill, says nothing of the proof."""
_DNS_TROUBLE = {
    "name": "this is no name that can be asked for",
    "timeout": "its name servers did not answer in time",
    "servers": "its name servers could not answer",
}


@dataclass(frozen=True, slots=True)
class Verifier:
    """Checks claims. `own` may reach our own origins, and is used for what the catalogue names there."""

    db: Database
    public: GuardedClient
    own: GuardedClient
    resolver: TxtResolver
    clock: Clock
    manners: Manners
    public_url: str
    owner: str

    async def verify(self, claim: Claim) -> Claim:
        """Look for the proof because its holder asks for it, and keep what came of it.

        Raises:
            AppError: `source_missing`; `too_many_attempts` or `host_resting` (429).
        """
        source = await known_source(self.db, claim.source_id)
        await self._count(claim, host_of(source.spec.url), ATTEMPTS_PER_HOST)
        return await self._check(claim, source)

    async def write(self, claim: Claim) -> tuple[Claim, str]:
        """Note that a letter goes out because its holder asks for it; return the claim, and whom to write to.

        Raises:
            AppError: `source_missing`; `claim_impossible`; `too_many_attempts` (429).
        """
        source = await known_source(self.db, claim.source_id)
        where = places(source.spec.url, claim.method, is_page=source.state.is_page)
        if claim.method.mailbox is None or not where:
            detail = "No letter can prove this; drop the claim, and begin another."
            raise AppError("claim_impossible", Kind.INVALID, detail)
        await self._count(claim, where[0], LETTERS_PER_ADDRESS)
        look = Look(where=where[0], seen="a letter is on its way there", found=False)
        noted = replace(claim, checked_at=self.clock(), looks=(look,))
        return await self._keep(noted, source), where[0]

    async def confirm(self, claim: Claim) -> Claim:
        """Keep that whoever reads the letter confirmed a claim."""
        source = await known_source(self.db, claim.source_id)
        where = places(source.spec.url, claim.method, is_page=source.state.is_page)
        looks = [Look(where=one, seen="confirmed by who reads it", found=True) for one in where]
        return await self._keep(after_check(claim, looks, self.clock()), source)

    async def _count(self, claim: Claim, host: str, most: int) -> None:
        by_person, on_host = await count_attempt(self.db, claim.person_id, host, self.clock())
        if by_person > ATTEMPTS_PER_PERSON or on_host > most:
            detail = "The proof was looked for many times within the hour; try again in an hour."
            raise AppError("too_many_attempts", Kind.LIMITED, detail, retry_after_s=3600)

    async def recheck_due(self) -> int:
        """Look again for the proofs whose turn it is; return how many."""
        return await do_due(self.db, RECHECKING, self._recheck, owner=self.owner, clock=self.clock)

    async def _recheck(self, row: Record) -> None:
        claim = claim_of(row)
        await self._check(claim, await known_source(self.db, claim.source_id))

    async def _check(self, claim: Claim, source: Source) -> Claim:
        where = places(source.spec.url, claim.method, is_page=source.state.is_page)
        if claim.method.mailbox is not None:
            looks = [Look(where=one, seen="not confirmed of late", found=False) for one in where]
        else:
            look = self._look_up if claim.method is ClaimMethod.DNS_TXT else self._look_at_pages
            looks = await look(claim, where, source)
        return await self._keep(after_check(claim, looks, self.clock()), source)

    async def _keep(self, checked: Claim, source: Source) -> Claim:
        """Keep what was seen, unless the source has moved meanwhile: it says nothing of the new address."""
        async with self.db.transaction() as conn:
            if not await is_still_at(conn, source.id, source.spec.url):
                raise AppError("source_moved", Kind.CONFLICT, "This feed has just moved; look once more.")
            await save_check(conn, checked)
        return checked

    async def _look_up(self, claim: Claim, names: tuple[str, ...], source: Source) -> list[Look]:
        del source
        return list(await asyncio.gather(*(self._records(name, RECORD + claim.token) for name in names)))

    async def _records(self, name: str, wanted: str) -> Look:
        try:
            return judge_records(name, await self.resolver.lookup(name), wanted)
        except DnsFailed as failure:
            return Look(where=name, seen=_DNS_TROUBLE[failure.reason], found=False)

    async def _look_at_pages(self, claim: Claim, pages: tuple[str, ...], source: Source) -> list[Look]:
        """One page after the other, with the pause that each host is given, until one holds the link."""
        if not pages:
            return []
        wanted = proof_url(self.public_url, claim.token)
        if self.manners.is_own(source.spec):
            return [await look_at_page(self.own, page, wanted) for page in pages]
        looks: list[Look] = []
        async with visiting(self.db, host_keys(pages[0]), self.clock, self.manners.pause_s):
            for page in pages:
                if looks:
                    await asyncio.sleep(self.manners.pause_s)
                looks.append(await look_at_page(self.public, page, wanted))
                if looks[-1].found:
                    break
        return looks


async def look_at_page(client: GuardedClient, url: str, wanted: str) -> Look:
    """Look on one page for the link that is a proof; a page that cannot be had holds none."""
    try:
        answer = await client.get(url, {"accept": "text/html"}, limits=_PAGE)
    except (FetchRefused, FetchFailed) as refusal:
        return Look(where=url, seen=f"nothing: {refusal}", found=False)
    return await asyncio.to_thread(judge_page, url, answer, wanted)
