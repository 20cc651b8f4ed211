"""Keeping organisers together: what events tell of each, and whom their own pages name."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import urljoin

from services.events.ingest.ports import Ports
from services.events.ingest.presence.own_page import body_of
from services.events.ingest.resolve.organiser import page_key
from services.events.sources.address import host_of
from services.events.store.ingest.organisers import (
    EVIDENCE_AFTER,
    LOCK,
    ORGANISERS,
    evidence_of,
    note_new,
    save_evidence,
)
from services.events.workers.courtesy import Manners
from services.events.workers.errand import Errand
from shared.db import Database, Record
from shared.db.due import Duty, do_due
from shared.db.lease import release
from shared.kernel.clock import Clock
from shared.text.rel_me import rel_me_links

ORGANISING: Final = Duty(ORGANISERS, lease_s=90, at_most=20, again=lambda _: timedelta(hours=1))
PAGE_AFTER: Final = timedelta(days=30)
"""How long whom a page names is held to be so."""
MOST_LINKS: Final = 50
_LASTS_S = 30.0


@dataclass(frozen=True, slots=True)
class Organising:
    """A few organisers a round; a page at most once a month, as politely as sources are asked."""

    db: Database
    ports: Ports
    clock: Clock
    manners: Manners
    owner: str

    async def run_once(self) -> int:
        """Note new organisers and look at those whose turn it is; return how many."""
        await note_new(self.db, self.clock())
        return await do_due(self.db, ORGANISING, self._look, owner=self.owner, clock=self.clock)

    async def _look(self, row: Record) -> None:
        now = self.clock()
        told = await evidence_of(self.db, row["id"])
        is_due = row["page_looked_at"] is None or now - row["page_looked_at"] >= PAGE_AFTER
        links = await self._links(told.url) if told and told.url and is_due else None
        async with self.db.transaction() as conn:
            await conn.execute(LOCK)
            await save_evidence(conn, row["id"], told, links, now)
            await release(conn, ORGANISERS, row["id"], owner=self.owner, next_at=now + EVIDENCE_AFTER)

    async def _links(self, url: str) -> list[str] | None:
        """Return the keys of the pages that a page names as `me`; None where it cannot be had."""
        if host_of(url) in self.manners.own_origins or not (await self.ports.leave(url)).is_given:
            return None
        async with Errand(self.db, self.ports.fetch, self.clock, self.manners, _LASTS_S) as errand:
            body = body_of(await errand.fetch(url, {"accept": "text/html"}))
        if body is None:
            return None
        named = await asyncio.to_thread(rel_me_links, body)
        return sorted({key for it in named[:MOST_LINKS] if (key := _key(urljoin(url, it)))})


def _key(url: str) -> str | None:
    try:
        return page_key(url) if url.startswith(("http://", "https://")) else None
    except ValueError:
        return None
