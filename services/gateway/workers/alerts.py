"""Following: reading the change log, looking at deadlines, writing the letters."""

from datetime import timedelta

from services.gateway.alerts.deadlines import calls_of, closing
from services.gateway.alerts.goers import tell_goers
from services.gateway.alerts.tell import tell_due
from services.gateway.alerts.unreadable_letter import write
from services.gateway.alerts.watch import watch
from services.gateway.letters.unsubscribe import ALERTS_LIST
from services.gateway.runtime import Runtime
from services.gateway.store.letters.going import PostgresDesk
from services.gateway.store.letters.notices import queue_notice
from services.gateway.store.letters.telling import TURNS, PostgresBook
from services.gateway.store.searches.deadlines import SEARCHES, note_deadlines
from services.gateway.store.searches.watching import PostgresKeeper
from services.gateway.workers.changes import read_on
from shared.db import Record
from shared.db.due import Duty, do_due
from shared.db.lease import given_back_if_broken
from shared.kernel.errors import AppError, Kind

REFUSED_FOR_A_DAY = 24
"""Failed looks in a row, an hour apart, after which a refusal is no slip of ours and its person is told."""
DEADLINES = Duty(
    SEARCHES, lease_s=120, at_most=20, again=lambda n: timedelta(hours=1 if n < REFUSED_FOR_A_DAY else 24)
)


async def watch_once(runtime: Runtime) -> int:
    """Read one stretch of the change log; return how many entries."""
    keeper = PostgresKeeper(runtime.db, runtime.clock)
    return await read_on(runtime, keeper, watch(runtime.events, keeper))


async def tell_once(runtime: Runtime) -> int:
    """Write the letters whose turn has come; return how many turns."""
    book = PostgresBook(runtime.db, runtime.clock, runtime.owner, runtime.house)
    async with given_back_if_broken(runtime.db, TURNS, owner=runtime.owner):
        return await tell_due(book, runtime.events, runtime.clock(), runtime.house)


async def tell_goers_once(runtime: Runtime) -> int:
    """Read one stretch of the change log for those who go; return how many entries."""
    desk = PostgresDesk(runtime.db, runtime.clock, runtime.key)
    return await read_on(runtime, desk, tell_goers(runtime.events, runtime.matching, desk, runtime.house))


async def look_at_deadlines(runtime: Runtime) -> int:
    """Look for calls that close soon among what some searches find; return how many searches."""

    async def look(row: Record) -> None:
        try:
            items = (await runtime.events.search(calls_of(row["query"]))).items
        except AppError as error:
            if error.kind is Kind.INVALID and row["attempts"] >= REFUSED_FOR_A_DAY:
                await _tell_of_refusal(runtime, row)
            raise
        found = closing(items, runtime.clock())
        await note_deadlines(runtime.db, runtime.clock, row["id"], runtime.owner, found)

    return await do_due(runtime.db, DEADLINES, look, owner=runtime.owner, clock=runtime.clock)


async def _tell_of_refusal(runtime: Runtime, row: Record) -> None:
    [problem] = await runtime.events.refusals([row["query"]])
    if problem is not None:
        owner = row["person_id"]
        notice = write(row["id"], row["name"], row["since"], problem, owner, runtime.house)
        async with runtime.db.transaction() as conn:
            await queue_notice(conn, runtime.key, owner, ALERTS_LIST, notice)
