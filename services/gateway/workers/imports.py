"""Dealing with what partners bring: a stretch of lines at a time, several people beside one another."""

import asyncio
from collections.abc import Sequence

from services.gateway.accounts import letters_left, name_of_partner
from services.gateway.attendees.budget import Budget
from services.gateway.attendees.once import AnyLine
from services.gateway.partners.about_people import import_news
from services.gateway.runtime import Runtime
from services.gateway.store.partners import imports
from services.gateway.store.partners import people as partner_people
from services.gateway.store.partners.imports import IMPORTS, Settled
from services.gateway.workers.bringing import Bringing
from services.gateway.workers.partner_news import tell
from services.gateway.workers.stretches import Files, deal_once
from shared.clients.events import EventsClient
from shared.contracts.events import Event
from shared.contracts.partners.attendees import AttendanceLine, PersonLine
from shared.contracts.partners.events import MOST_AT_ONCE, BroughtEvents, EventLine
from shared.db import Connection, Record
from shared.kernel.errors import AppError, Kind

_BESIDE = 8
_STRETCH = 25
"""Lines settled together: people take about 0.2 s each, and whoever brings them watches how far it is."""
Lines = Sequence[tuple[int, PersonLine | AttendanceLine]]


async def import_once(runtime: Runtime) -> int:
    """Deal with a stretch of the import that waits longest; return how many lines."""
    return await deal_once(runtime, FILES)


async def _stretch(runtime: Runtime, row: Record) -> int:
    most = MOST_AT_ONCE if row["kind"] == "events" else _STRETCH
    lines = await imports.waiting(runtime.db, row["id"], row["kind"], most)
    settled = await _settled(runtime, row, lines)
    async with runtime.db.transaction() as conn:
        if row["made_by"] and not row["dry_run"]:
            ids = [line.external_id for _, line in lines]
            await partner_people.note_reader(conn, row["made_by"], row["partner"], ids)
        if await imports.settle(conn, row["id"], runtime.owner, settled, runtime.clock()):
            await _tell_end(runtime, conn, row)
    return len(settled)


async def _given_up(runtime: Runtime, row: Record) -> None:
    async with runtime.db.transaction() as conn:
        await _tell_end(runtime, conn, row)


FILES = Files(IMPORTS, _stretch, _given_up)


async def _tell_end(runtime: Runtime, conn: Connection, row: Record) -> None:
    """Tell the partner of an import that is through, or was given up."""
    found = await imports.find(conn, row["partner"], row["id"])
    await tell(runtime, conn, import_news(row["partner"], found, runtime.clock(), runtime.face.public_url))


async def _settled(runtime: Runtime, row: Record, lines: Sequence[tuple[int, AnyLine]]) -> list[Settled]:
    people = [(number, line) for number, line in lines if not isinstance(line, EventLine)]
    events = [(number, line) for number, line in lines if isinstance(line, EventLine)]
    return [*await _each(runtime, row, people), *await _brought(runtime, row, events)]


async def _brought(runtime: Runtime, row: Record, lines: Sequence[tuple[int, EventLine]]) -> list[Settled]:
    """Hand events over, all at once; raise when the events service is away."""
    if not lines:
        return []
    brought = BroughtEvents(items=tuple(line for _, line in lines), dry_run=row["dry_run"])
    problems = await runtime.events.bring_events(row["partner"], brought)
    return [
        Settled(number, "rejected" if problem else "accepted", problem)
        for (number, _), problem in zip(lines, problems, strict=True)
    ]


async def _each(runtime: Runtime, row: Record, lines: Lines) -> list[Settled]:
    """Take the lines, a few at a time; raise when a service is away: what was taken is taken again then."""
    partner = row["partner"]
    left = await letters_left(runtime, partner)
    budget = None if left is None else Budget(left)
    name, events = await name_of_partner(runtime, partner), await _events(runtime.events, lines)
    bringing = Bringing(runtime, partner, name, events, budget)
    turns = asyncio.Semaphore(_BESIDE)

    async def one(number: int, line: PersonLine | AttendanceLine) -> Settled | AppError:
        async with turns:
            try:
                await (bringing.check(line) if row["dry_run"] else bringing.take(line))
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
