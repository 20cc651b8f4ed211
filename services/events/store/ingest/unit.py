"""What the pipeline reads and writes of one reading, in its transaction."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from services.events.ingest.model import Listing, Rejected
from services.events.ingest.ports import Judgement, Write, Written
from services.events.ingest.presence.presence import Known
from services.events.ingest.presence.renamed import Unfound
from services.events.ingest.resolve.draft import EventDraft
from services.events.ingest.resolve.model import Pair, Sighting
from services.events.push.subscription import Subscription
from services.events.sources.model import SourceState
from services.events.store.ingest import change_log, documents, events, listings, verdicts
from services.events.store.ingest.change_log import Told
from services.events.store.ingest.neighbours import Neighbours
from services.events.store.ingest.saving import WITHDRAWN, next_of, save_events, told_of
from services.events.store.sources import push
from services.events.store.sources.fetches import note_fetch
from services.events.store.sources.moves import back_to_page, relocate
from services.events.store.sources.sources import save_state
from services.events.store.sources.wishes import refused_among
from shared.db import Ahead, Connection, ahead_of
from shared.kernel.errors import AppError, Kind

_BEGIN = "select pg_advisory_xact_lock(hashtextextended('events.ingest', 0))"
"""One reading at a time."""
_REPORTED_REJECTIONS = 50
_REFUSED = "source_refused"
"""Why an event is shown no more: whoever runs this will not have it."""
_WORTH_MERGING = 500
"""Rows of one reading that are merged on a connection of their own while it is resolved, committed or not."""


class NotBegunError(Exception):
    """A transaction is left before it began: nothing of it may be kept."""


class PostgresUnit:
    """A transaction of the pipeline; see `services.events.ingest.ports.Unit`."""

    def __init__(self, conn: Connection, owner: str, settle_beside: Callable[[], None]) -> None:
        self._conn = conn
        self._owner = owner
        self._settle_beside = settle_beside
        self._ahead = Ahead(conn)
        self._near = Neighbours(conn, self._ahead)
        self._early: dict[str, Told] = {}
        self._written: list[Listing] = []
        self._has_begun = False

    async def held(self, source_id: str) -> list[Known]:
        """Return what is held of a source."""
        return await listings.held_by(self._conn, source_id)

    async def unfound(self, listing_ids: Sequence[str]) -> list[Unfound]:
        """Return what tells held listings apart besides their identity."""
        return await listings.unfound(self._conn, listing_ids)

    async def neighbours(self, like: Iterable[Listing], listing_ids: Iterable[str]) -> list[Sighting]:
        """Return what could be one event with a listing or is named, with all that hangs together with it."""
        return await self._near.of(like, listing_ids)

    async def said(self, listing_ids: Iterable[str]) -> dict[Pair, bool]:
        """Return what persons said of pairs with one of these listings."""
        return await verdicts.said_of(self._conn, listing_ids)

    async def judge(self, judgement: Judgement, now: datetime) -> None:
        """Keep what a person says of two listings."""
        pair = frozenset((judgement.one, judgement.other))
        await verdicts.save_verdict(self._conn, pair, same=judgement.same, said_by=judgement.by, now=now)

    async def write_early(self, rows: Iterable[tuple[Sighting, EventDraft]], now: datetime) -> None:
        """Write new listings, each as an event of its own, before the reading has ended."""
        await self._near.seek_early(self._written)
        self._written = []
        waiting = iter(rows)
        while batch := await next_of(waiting):
            await events.save_events(self._ahead, [(event, 1) for _, event in batch], now)
            self._early |= {event.id: told_of(event, 1, None) for _, event in batch}
            await listings.save_listings(self._ahead, [(it, event.id) for it, event in batch], now)
            self._written += [it.listing for it, _ in batch]

    async def begin(self) -> None:
        """Wait for the readings before."""
        await self._ahead.settle()
        if len(self._early) >= _WORTH_MERGING:
            self._settle_beside()
        await self._conn.execute(_BEGIN)
        self._has_begun = True

    def check_begun(self) -> None:
        """Raise where nothing of this may be committed."""
        if not self._has_begun:
            raise NotBegunError

    async def drop(self) -> None:
        """Free the connection for a roll-back."""
        await self._ahead.drop()

    async def write(self, change: Write, now: datetime) -> Written:
        """Write document, listings, events, change log and messages."""
        conn, document = self._conn, change.document
        packing = documents.packing(document.body) if document else None
        await listings.drop_listings(conn, change.early.stale_listings)
        resolution, event_ids = change.resolution, change.resolution.event_ids()
        held = await events.stored_events(conn, [it for it in event_ids if it not in self._early])
        async with ahead_of(conn) as ahead:
            told, otherwise_merged = await save_events(ahead, change.events, held, now)
            await listings.save_listings(ahead, change.listings, now)
        await listings.relink(conn, change.links)
        await events.drop_events(conn, change.early.stale_events)
        await listings.mark_presence(
            conn, seen=change.seen, missing=change.missing, vanished=change.vanished, now=now
        )
        await events.save_evidence(conn, otherwise_merged)
        await events.save_merges(conn, resolution.redirects, now)
        await verdicts.save_doubts(conn, resolution.held_ids(), resolution.doubts, now)
        told += [self._early[event_id] for event_id in change.early.stands]
        await self._tell(told, resolution.redirects, now)
        if document and packing:
            await documents.save_document(conn, document, await packing, now)
        created = sum(event_id not in held for event_id in event_ids)
        return Written(created, len(told) - created, len(resolution.redirects))

    async def finish(self, source_id: str, state: SourceState, rejected: Sequence[Rejected] | None) -> None:
        """Write the state of the source and end its claim."""
        shown = [{"reason": it.reason, "where": it.where, "title": it.title} for it in rejected or ()]
        told = None if rejected is None else shown[:_REPORTED_REJECTIONS]
        if not await save_state(self._conn, source_id, state, self._owner, told):
            raise AppError("lease_lost", Kind.CONFLICT, "Another worker has taken over this source.")
        await note_fetch(self._conn, source_id, state)

    async def events_of(self, source_id: str) -> int:
        """Count the events that a source tells of."""
        return await events.count_events_of(self._conn, source_id)

    async def next_start(self, source_id: str, now: datetime) -> datetime | None:
        """Return when the next event of a source starts."""
        return await listings.next_start(self._conn, source_id, now)

    async def back_to_page(self, source_id: str, now: datetime) -> bool:
        """Watch the page that was pasted, not the feed thought to be behind it; False if it is watched."""
        return await back_to_page(self._conn, source_id, now)

    async def relocate(self, source_id: str, url: str, now: datetime) -> bool:
        """Keep a source under another address from now on; False where that address is watched already."""
        return await relocate(self._conn, source_id, url, now)

    async def subscription(self, source_id: str) -> Subscription | None:
        """Return the subscription of a source at a hub."""
        return await push.subscription_of(self._conn, source_id)

    async def subscribe(self, made: Subscription, now: datetime) -> None:
        """Keep a subscription as it is now."""
        await push.save_subscription(self._conn, made, now)

    async def unsubscribe(self, source_id: str) -> None:
        """Forget the subscription of a source."""
        await push.drop_subscription(self._conn, source_id)

    async def _tell(self, told: Sequence[Told], redirects: Sequence[tuple[str, str]], now: datetime) -> None:
        merged = await change_log.changed_rows(self._conn, [old for old, _ in redirects]) if redirects else []
        left = [it.fact.event_id for it in told if it.reason == WITHDRAWN]
        refused = await refused_among(self._conn, left) if left else set()
        told = [replace(it, reason=_REFUSED) if it.fact.event_id in refused else it for it in told]
        whole = [*told, *(Told(change_log.event_changed(row), "merged") for row in merged)]
        async with ahead_of(self._conn) as ahead:
            await change_log.log_changes(ahead, sorted(whole, key=lambda it: it.fact.event_id), now)
