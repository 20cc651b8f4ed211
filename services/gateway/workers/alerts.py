"""Following: reading the change log, looking at deadlines, writing the letters."""

from datetime import timedelta
from typing import Protocol

from services.gateway.alerts.deadlines import calls_of, closing
from services.gateway.alerts.tell import tell_due
from services.gateway.alerts.watch import watch
from services.gateway.digest.decide import House
from services.gateway.store.deadlines import SEARCHES, note_deadlines
from services.gateway.store.telling import PostgresBook
from services.gateway.store.watching import PostgresKeeper, forget_past
from services.gateway.workers import digest
from shared.clients.events import EventsClient
from shared.db import Database
from shared.db.lease import claim, fail
from shared.kernel.clock import Clock
from shared.kernel.errors import AppError, Kind
from shared.obs import get_logger

LEASE_S, AT_ONCE = 120, 20
AGAIN = timedelta(hours=1)
log = get_logger(__name__)


class Parts(Protocol):
    """What of the gateway's runtime is used."""

    @property
    def db(self) -> Database: ...  # noqa: D102 - named in the runtime
    @property
    def events(self) -> EventsClient: ...  # noqa: D102
    @property
    def clock(self) -> Clock: ...  # noqa: D102
    @property
    def key(self) -> bytes: ...  # noqa: D102
    @property
    def face(self) -> digest.Face: ...  # noqa: D102
    @property
    def sender(self) -> str: ...  # noqa: D102
    @property
    def owner(self) -> str: ...  # noqa: D102


async def watch_once(parts: Parts) -> int:
    """Read one stretch of the change log; return how many entries."""
    keeper = PostgresKeeper(parts.db, parts.clock)
    try:
        return await watch(parts.events, keeper)
    except AppError as error:
        if error.kind is not Kind.GONE:
            raise
        log.warning("alerts.changes_forgotten", reason=error.code)
        await keeper.start_anew((await parts.events.changes(after="latest", limit=1)).resume)
        return 0


async def tell_once(parts: Parts) -> int:
    """Write the letters whose turn has come; return how many turns."""
    book = PostgresBook(parts.db, parts.clock, parts.owner, parts.key)
    house = House(parts.face.public_url, parts.sender, parts.key)
    return await tell_due(book, parts.events, parts.clock(), house)


async def look_at_deadlines(parts: Parts) -> int:
    """Look for calls that close soon among what some searches find; return how many searches."""
    now = parts.clock()
    rows = await claim(parts.db, SEARCHES, owner=parts.owner, now=now, limit=AT_ONCE, lease_s=LEASE_S)
    for row in rows:
        try:
            found = closing((await parts.events.search(calls_of(row["query"]))).items, now)
        except AppError as error:
            await fail(
                parts.db, SEARCHES, row["id"], owner=parts.owner, now=now, error=error.code,
                retry_at=now + AGAIN, max_attempts=1000,
            )  # fmt: skip
        else:
            await note_deadlines(parts.db, parts.clock, row["id"], parts.owner, found)
    return len(rows)


async def forget_once(parts: Parts) -> int:
    """Forget events that are long over; return how many."""
    return await forget_past(parts.db, parts.clock)
