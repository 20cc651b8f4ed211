"""Following: reading the change log, looking at deadlines, writing the letters."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from services.gateway.alerts.deadlines import calls_of, closing
from services.gateway.alerts.edition import sections, to_look_at
from services.gateway.alerts.news import Known
from services.gateway.alerts.tell import write
from services.gateway.alerts.unreadable_letter import write as unreadable
from services.gateway.alerts.watch import Key, Mark, judged
from services.gateway.letters.lists import House
from services.gateway.letters.unsubscribe import ALERTS_LIST
from services.gateway.runtime import Runtime
from services.gateway.store.letters.notices import queue_notice
from services.gateway.store.letters.telling import TURNS, PostgresBook
from services.gateway.store.searches.deadlines import SEARCHES, note_deadlines
from services.gateway.store.searches.watching import PostgresKeeper
from services.gateway.workers.changes import BATCH, finding, read_on
from shared.clients.events import EventsClient
from shared.db import Record
from shared.db.due import Duty, do_due
from shared.db.lease import given_back_if_broken
from shared.kernel.errors import AppError, Kind

_TURNS = 50
"""Told of in a round."""
REFUSED_FOR_A_DAY = 24
"""Failed looks in a row, an hour apart, after which a refusal is no slip of ours and its person is told."""
DEADLINES = Duty(
    SEARCHES, lease_s=120, at_most=20, again=lambda n: timedelta(hours=1 if n < REFUSED_FOR_A_DAY else 24)
)


async def watch_once(runtime: Runtime) -> int:
    """Read one stretch of the change log; return how many entries."""
    keeper = PostgresKeeper(runtime.db, runtime.clock)
    return await read_on(runtime, keeper, watch(runtime.events, keeper))


async def watch(events: EventsClient, keeper: PostgresKeeper) -> int:
    """Read the log, ask the searches, keep both news and position at once; return how many entries."""
    position = await keeper.position()
    page = await events.changes(after=position or "latest", limit=BATCH)
    ids = sorted({change.event.id for change in page.items if change.event})
    watched = await keeper.watched() if ids else ()
    found = await finding(events, {search.query for search in watched}, ids)

    def judge(held: Mapping[Key, Known]) -> Mapping[Key, Mark]:
        return judged(page.items, watched, found, held)

    return len(page.items) if await keeper.keep(position, page, judge) else 0


async def tell_once(runtime: Runtime) -> int:
    """Write the letters whose turn has come; return how many turns."""
    book = PostgresBook(runtime.db, runtime.clock, runtime.owner, runtime.house)
    async with given_back_if_broken(runtime.db, TURNS, owner=runtime.owner):
        return await tell_due(book, runtime.events, runtime.clock(), runtime.house)


async def tell_due(book: PostgresBook, events: EventsClient, now: datetime, house: House) -> int:
    """Claim turns, choose, write, and keep letter and memory at once; return how many turns there were.

    What waited is taken as told in the transaction that freezes the letter. The letter itself goes out at
    most once, through the same ledger as the weekly e-mail.
    """
    turns = await book.claim(_TURNS)
    for turn in turns:
        news = await book.news(turn)
        found = await events.batch(to_look_at(news.untold)) if news.untold else {}
        try:
            letter = write(turn, sections(news.searches, news.untold, found), now, house)
        except Exception as error:  # noqa: BLE001 - one person's odd text must not keep everyone's letters
            await book.stumbled(turn, f"{type(error).__name__}: {error}")
        else:
            await book.settle(turn, news.waiting, letter)
    return len(turns)


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
        notice = unreadable(row["id"], row["name"], row["since"], problem, owner, runtime.house)
        async with runtime.db.transaction() as conn:
            await queue_notice(conn, runtime.key, owner, ALERTS_LIST, notice)
