"""What the pipeline needs from outside: the network, the reading process, the store, ids."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.events.ingest.fetch.verdict import Document, NoAnswer
from services.events.ingest.model import Listing, ReadContext, Reading, Rejected
from services.events.ingest.presence.presence import Known
from services.events.ingest.presence.renamed import Unfound
from services.events.ingest.resolve.draft import EventDraft
from services.events.ingest.resolve.model import Pair, Resolution, Sighting
from services.events.ingest.resolve.texts import Label
from services.events.push.subscription import Subscription
from services.events.sources.hosts.robots import Leave
from services.events.sources.model import Source, SourceState
from shared.kernel.ids import Ids
from shared.kernel.response import Response

Fetch = Callable[[str, Mapping[str, str]], Awaitable[Response | NoAnswer]]
TakePart = Callable[[Sequence[Listing]], Awaitable[None]]
"""Takes some listings of a document while the rest is being read, which may yet come to nothing."""


class Read(Protocol):
    """Reads one document in bounded time; whatever it holds, a reading comes."""

    def __call__(self, body: bytes, context: ReadContext, take: TakePart = ..., /) -> Awaitable[Reading]:
        """Read, and hand over parts where the document is long."""


AskLeave = Callable[[str], Awaitable[Leave]]
"""Asks robots.txt for a page."""


@dataclass(frozen=True, slots=True)
class WrittenEarly:
    """What was written before a reading had ended.

    `stands` are the ids of events that are just as they are to be, each with its listing; what is stale goes.
    """

    stands: Collection[str] = ()
    stale_listings: Collection[str] = ()
    stale_events: Collection[str] = ()


NOTHING_EARLY = WrittenEarly()


@dataclass(frozen=True, slots=True)
class Write:
    """Everything that one reading changes, to be written at once."""

    resolution: Resolution
    """Its doubts take the place of those that there were about what it holds."""
    events: Iterable[EventDraft]
    """Its events less those that stand early; best drafted while the ones before are written."""
    links: Sequence[tuple[str, str]]
    """(listing id, event id) of listings that go to another event."""
    document: Document | None = None
    """None where nothing was read: what is held is told anew, or a person's word changes something."""
    listings: Sequence[tuple[Sighting, str]] = ()
    """New or changed listings, each with the id of its event."""
    seen: Sequence[str] = ()
    missing: Sequence[str] = ()
    vanished: Sequence[str] = ()
    early: WrittenEarly = NOTHING_EARLY


@dataclass(frozen=True, slots=True)
class Written:
    """How many events were new, changed, or merged into others."""

    created: int
    updated: int
    merged: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person says of two listings, by their ids.

    `same` None takes back what was said before. `by` says who, for the record.
    """

    one: str
    other: str
    same: bool | None
    by: str


class Unit(Protocol):
    """One transaction; no other reading is resolved while it is open and has begun."""

    async def held(self, source_id: str) -> Sequence[Known]:
        """Return what is held of a source."""

    async def unfound(self, listing_ids: Sequence[str]) -> Sequence[Unfound]:
        """Return what tells held listings apart besides their identity."""

    async def neighbours(self, like: Iterable[Listing], listing_ids: Iterable[str]) -> Sequence[Sighting]:
        """Return what could be one event with a listing, and what is named or was judged with a named one.

        What shares a key with a listing could be, unless it is in another country or the two are told to be
        different whoever tells of them. All come with the other listings of their events.
        """

    async def said(self, listing_ids: Iterable[str]) -> Mapping[Pair, bool]:
        """Return what persons said of pairs with one of these listings: whether they are one event."""

    async def judge(self, judgement: Judgement, now: datetime) -> None:
        """Keep what a person says of two listings."""

    async def write_early(self, rows: Iterable[tuple[Sighting, EventDraft]], now: datetime) -> None:
        """Write new listings, each as an event of its own, before the reading has ended.

        Nothing is told of them before `write` does.
        """

    async def begin(self) -> None:
        """Wait for the readings before; only from here on what is held of others can be relied upon."""

    async def write(self, change: Write, now: datetime) -> Written:
        """Write listings, events, change log and messages."""

    async def finish(self, source_id: str, state: SourceState, rejected: Sequence[Rejected] | None) -> None:
        """Write the state of the source and end its claim; raises when the claim was lost.

        `rejected` is what could not be used of the document that was read, None where none was.
        """

    async def events_of(self, source_id: str) -> int:
        """Count the events that a source tells of."""

    async def next_start(self, source_id: str, now: datetime) -> datetime | None:
        """Return when the next event of a source starts."""

    async def back_to_page(self, source_id: str, now: datetime) -> bool:
        """Watch the page that was pasted, not the feed thought to be behind it; False if it is watched."""

    async def relocate(self, source_id: str, url: str, now: datetime) -> bool:
        """Keep a source under another address from now on; False where that address is watched already."""

    async def subscription(self, source_id: str) -> Subscription | None:
        """Return the subscription of a source at a hub."""

    async def subscribe(self, made: Subscription, now: datetime) -> None:
        """Keep a subscription as it is now."""

    async def unsubscribe(self, source_id: str) -> None:
        """Forget the subscription of a source."""


class Store(Protocol):
    """Opens units."""

    def unit(self) -> AbstractAsyncContextManager[Unit]:
        """Open a transaction: committed on a clean exit, else nothing happened."""

    def early_unit(self) -> AbstractAsyncContextManager[Unit]:
        """Open a transaction that others need not wait for until it begins; undone if it never does."""

    async def settle(self) -> None:
        """Put in order what a round of readings left; nothing is lost or unseen without it."""


@dataclass(frozen=True, slots=True)
class Push:
    """What subscribing needs: texts that nobody guesses, and hosts of ours that need no encryption."""

    new_secret: Callable[[], str]
    plain_hosts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ports:
    """All of them. `spread` returns a number in [0, 1) by which fetches drift apart."""

    fetch: Fetch
    further: Fetch
    """For what one turn looks at besides its own address: paced, and never in another turn of the host."""
    read: Read
    store: Store
    ids: Ids
    label: Label
    spread: Callable[[], float]
    leave: AskLeave
    push: Push | None = None
    """None where no hub could reach us."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The turn of one claimed source: what it is, with what it is polled, and when."""

    source: Source
    ports: Ports
    now: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """What one poll of a source came to."""

    source: Source
    outcome: str
    listings: int = 0
    rejected: int = 0
    written: Written = Written(0, 0, 0)
    rest_s: float = 0.0
    """For how long the whole host asks to be left."""
