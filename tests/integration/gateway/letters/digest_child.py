"""A gateway process that is killed at a chosen point of a hand-over: arguments DSN, mail URL, point."""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass
from datetime import UTC, datetime

from services.gateway.letters.courier import Mailer
from services.gateway.letters.message import Letter
from services.gateway.store.letters.digests import PostgresLedger
from services.gateway.workers.issue import hand_over
from services.gateway.workers.mailer import open_mailer
from shared.db import Database
from tests.support.clock import FixedClock

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def die() -> None:
    """End as the kernel ends a process: nothing is cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Fatal:
    """A mailer that kills its process before or after the letter is accepted."""

    inner: Mailer
    point: str

    @property
    def name(self) -> str:
        """The inner mailer's."""
        return self.inner.name

    async def send(self, letter: Letter) -> str:
        """Send, and die."""
        if self.point == "before_send":
            die()
        receipt = await self.inner.send(letter)
        if self.point == "after_send":
            die()
        return receipt

    async def knows(self, message_id: str) -> bool | None:
        """Ask the inner mailer."""
        return await self.inner.knows(message_id)

    async def greet(self) -> None:
        """Ask the inner mailer."""
        await self.inner.greet()


async def main(dsn: str, url: str, point: str) -> None:
    """Hand over one batch and die on the way."""
    async with Database.open(dsn) as db:
        ledger = PostgresLedger(db, FixedClock(NOW), "child", b"k" * 32)
        if point == "before_begin":
            await ledger.claim_ready(10)
            die()
        await hand_over(ledger, Fatal(open_mailer(url), point))
        die()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
