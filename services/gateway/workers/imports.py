"""Dealing with attendees whom partners bring: a stretch of lines at a time, several beside one another."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from services.gateway.attendees import letter
from services.gateway.attendees.letter import Brought
from services.gateway.attendees.take import Known, check, take
from services.gateway.digest.decide import House
from services.gateway.digest.unsubscribe import BROUGHT_LIST, address_digest
from services.gateway.store import imports, mail, partner_people
from services.gateway.store.imports import IMPORTS, Settled
from services.gateway.store.suppressions import is_suppressed
from services.gateway.workers.digest import Face
from shared.clients.events import EventsClient
from shared.clients.matching import MatchingClient
from shared.contracts.events import Event
from shared.contracts.imports import AttendanceLine, PersonLine
from shared.db import Database, Record
from shared.db.lease import claim, fail
from shared.kernel.clock import Clock
from shared.kernel.errors import AppError, Kind
from shared.kernel.ids import Ids

_STRETCH, _BESIDE, _LEASE_S = 200, 8, 300
_AGAIN, _MAX_ATTEMPTS = timedelta(seconds=30), 200
Lines = Sequence[tuple[int, PersonLine | AttendanceLine]]


class Parts(Protocol):
    """What of the gateway's runtime is used."""

    @property
    def db(self) -> Database: ...  # noqa: D102 - named in the runtime
    @property
    def events(self) -> EventsClient: ...  # noqa: D102
    @property
    def matching(self) -> MatchingClient: ...  # noqa: D102
    @property
    def clock(self) -> Clock: ...  # noqa: D102
    @property
    def ids(self) -> Ids: ...  # noqa: D102
    @property
    def key(self) -> bytes: ...  # noqa: D102
    @property
    def face(self) -> Face: ...  # noqa: D102
    @property
    def sender(self) -> str: ...  # noqa: D102
    @property
    def owner(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class PostgresBooks:
    """Implements `services.gateway.attendees.take.Books` for one partner."""

    parts: Parts
    partner: str

    async def find(self, external_id: str) -> Known | None:
        """Return whom an id stands for."""
        return await partner_people.find(self.parts.db, self.partner, external_id)

    async def bring(self, external_id: str, email: str) -> Known:
        """Have an id stand for the person of an address."""
        new_id, now = self.parts.ids("per"), self.parts.clock()
        return await partner_people.bring(self.parts.db, self.partner, external_id, email, new_id, now)

    async def tell(self, known: Known, event: Event | None) -> None:
        """Write to them, unless they have stopped such letters, or the event is over."""
        parts = self.parts
        house = House(parts.face.public_url, parts.sender, parts.key)
        if event is not None and event.is_past:
            return
        notice = letter.write(
            self.partner, Brought(known.person_id, known.email, known.brought), event, house
        )
        async with parts.db.transaction() as conn:
            if await is_suppressed(conn, address_digest(parts.key, known.email), BROUGHT_LIST):
                return
            await mail.queue(
                conn, kind="brought", to=known.email, subject=notice.subject, text=notice.text,
                message_id=notice.message_id, headers=notice.headers,
            )  # fmt: skip


async def import_once(parts: Parts) -> int:
    """Deal with a stretch of the import that waits longest; return how many lines."""
    rows = await claim(parts.db, IMPORTS, owner=parts.owner, now=parts.clock(), limit=1, lease_s=_LEASE_S)
    return sum([await _stretch(parts, row) for row in rows])


async def forget_once(parts: Parts) -> int:
    """Forget old files; return how many."""
    return await imports.forget(parts.db, parts.clock())


async def _stretch(parts: Parts, row: Record) -> int:
    lines = await imports.waiting(parts.db, row["id"], row["kind"], _STRETCH)
    try:
        settled = await _each(parts, row, lines)
    except AppError as error:
        now = parts.clock()
        await fail(
            parts.db, IMPORTS, row["id"], owner=parts.owner, now=now, error=error.code,
            retry_at=now + _AGAIN, max_attempts=_MAX_ATTEMPTS,
        )  # fmt: skip
        return 0
    async with parts.db.transaction() as conn:
        await imports.settle(conn, row["id"], parts.owner, settled, parts.clock())
    return len(settled)


async def _each(parts: Parts, row: Record, lines: Lines) -> list[Settled]:
    """Take the lines, a few at a time; raise when a service is away: what was taken is taken again then."""
    books, turns = PostgresBooks(parts, row["partner"]), asyncio.Semaphore(_BESIDE)
    events = await _events(parts.events, lines)

    async def one(number: int, line: PersonLine | AttendanceLine) -> Settled | AppError:
        async with turns:
            try:
                if row["dry_run"]:
                    await check(line, books, events)
                else:
                    await take(line, books, parts.matching, events)
            except AppError as error:
                away = error.kind in {Kind.UNAVAILABLE, Kind.LIMITED}
                return error if away else Settled(number, "rejected", error.detail)
            return Settled(number, "accepted")

    settled = await asyncio.gather(*(one(number, line) for number, line in lines))
    if away := [found for found in settled if isinstance(found, AppError)]:
        raise away[0]
    return [found for found in settled if isinstance(found, Settled)]


async def _events(client: EventsClient, lines: Lines) -> dict[str, Event]:
    """Return the events that are named, by the ids that name them; those that there are not are left out."""
    found: dict[str, Event] = {}
    for event_id in {line.attendance.event_id for _, line in lines if line.attendance}:
        try:
            found[event_id] = await client.event(event_id)
        except AppError as error:
            if error.kind not in {Kind.MISSING, Kind.GONE}:
                raise
    return found
