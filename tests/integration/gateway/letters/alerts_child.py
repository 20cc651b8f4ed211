"""A gateway process that is killed at a chosen step of following: arguments DSN, outbox, step."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import cast

from services.gateway.alerts.tell import News, Turn
from services.gateway.alerts.watch import Judge
from services.gateway.letters.lists import House
from services.gateway.store.letters.telling import PostgresBook
from services.gateway.store.searches.watching import PostgresKeeper
from services.gateway.workers.alerts import tell_due, watch
from shared.clients.events import EventsClient
from shared.contracts.catalogue.lists import Change, ChangePage
from shared.contracts.events import Event
from shared.db import Database
from tests.support.clock import FixedClock
from tests.support.letters import an_event

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
KEY = b"k" * 32
EVENTS = {event.id: event for event in (an_event(number) for number in range(1, 41))}


def die() -> None:
    """End as the kernel ends a process: nothing is cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)


class Log:
    """A change log of forty new events, ten a page; a resume is the number of entries read."""

    async def changes(self, *, after: str | None, limit: int) -> ChangePage:
        """Return ten entries."""
        del limit
        first = 0 if after in {None, "latest"} else int(after or 0)
        items = tuple(
            Change(
                seq=n + 1,
                event_id=event.id,
                reason="created",
                merged_into=None,
                version=1,
                at=NOW,
                event=event,
            )
            for n, event in list(enumerate(EVENTS.values()))[first : first + 10]
        )
        return ChangePage(items=items, next=None, resume=str(first + len(items)))

    async def matches(
        self, event_ids: Sequence[str], queries: Sequence[str]
    ) -> Sequence[Sequence[str] | None]:
        """Every search finds everything."""
        return [tuple(event_ids) for _ in queries]

    async def batch(self, event_ids: Sequence[str]) -> Mapping[str, Event]:
        """Return the events as they are."""
        return {event_id: EVENTS[event_id] for event_id in event_ids}


class FatalKeeper(PostgresKeeper):
    """Dies before or after what it keeps is kept, or in the midst of it."""

    step = ""

    async def keep(self, before: str | None, page: ChangePage, judge: Judge) -> bool:
        """Keep, and die; at the second page, so that one is kept already."""
        is_second = before == "10"

        def dying(held: object) -> object:
            marks = judge(held)  # type: ignore[arg-type]
            if is_second and self.step == "amid_keep":
                die()
            return marks

        if is_second and self.step == "before_keep":
            die()
        kept = await PostgresKeeper.keep(self, before, page, dying)  # type: ignore[arg-type]
        if is_second and self.step == "after_keep":
            die()
        return kept


class FatalBook(PostgresBook):
    """Dies around the writing of a letter."""

    step = ""

    async def news(self, turn: Turn) -> News:
        """Die with a claimed turn."""
        if self.step == "after_claim":
            die()
        return await PostgresBook.news(self, turn)

    async def settle(self, turn: Turn, told: Sequence[object], letter: object) -> bool:
        """Die before or after the letter is kept."""
        if self.step == "before_settle":
            die()
        done = await PostgresBook.settle(self, turn, told, letter)  # type: ignore[arg-type]
        if self.step == "after_settle":
            die()
        return done


async def follow(db: Database, clock: FixedClock, step: str = "", owner: str = "child") -> None:
    """Read the log to its end, and tell of it an hour later."""
    FatalKeeper.step = FatalBook.step = step
    log = cast("EventsClient", Log())
    while await watch(log, FatalKeeper(db, clock)):
        pass
    clock.advance(hours=1)
    house = House("https://acquaint.test", "Acquaint <hello@acquaint.test>", KEY)
    while await tell_due(FatalBook(db, clock, owner, house), log, clock(), house):
        pass


async def main(dsn: str, step: str) -> None:
    """Follow, and die on the way."""
    async with Database.open(dsn) as db:
        await follow(db, FixedClock(NOW), step)
        die()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))
