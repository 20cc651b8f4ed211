"""So many sources at a time: others are claimed as some end, so that none waits for the slowest."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field

from services.events.ingest.ports import Report
from services.events.sources.model import Source

OnReport = Callable[[Report], None]
_MOST = 3
"""Times as many as there are at a time: a round comes to an end, for who would stop waits for that."""


def unheard(report: Report) -> None:
    """Hear of no report before the end."""
    del report


@dataclass
class Turns:
    """One round of turns; every one that has begun is waited for, whatever becomes of another.

    `claim` returns at most so many sources that are due, `turn` None where it left one for later.
    """

    claim: Callable[[int], Awaitable[Sequence[Source]]]
    give_back: Callable[[Source], Awaitable[None]]
    turn: Callable[[Source], Coroutine[None, None, Report | None]]
    at_once: int
    _begun: dict[str, asyncio.Task[Report | None]] = field(default_factory=dict, init=False)
    _failures: list[BaseException] = field(default_factory=list, init=False)
    _is_last: bool = field(default=False, init=False)

    async def taken(self, on_report: OnReport = unheard) -> list[Report]:
        """Take them; return the reports in the order in which the turns began. Each is told as it comes."""
        try:
            await self._begin()
            while running := [it for it in self._begun.values() if not it.done()]:
                ended, left = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for report in map(self._ended, ended):
                    if report is not None:
                        on_report(report)
                if not self._is_last and len(left) <= self.at_once // 2:
                    await self._begin_more()
        finally:
            for it in self._begun.values():
                it.cancel()
            await asyncio.gather(*self._begun.values(), return_exceptions=True)
        if self._failures:
            raise self._failures[0]
        return [report for it in self._begun.values() if (report := it.result()) is not None]

    async def _begin(self) -> None:
        free = self.at_once - sum(not it.done() for it in self._begun.values())
        found = await self.claim(free)
        fresh = [it for it in found if it.id not in self._begun]
        for again in found:  # what is due again already has had its turn in this round
            if again.id in self._begun:
                await self.give_back(again)
        self._begun |= {it.id: asyncio.create_task(self.turn(it)) for it in fresh}
        self._is_last = len(fresh) < free or len(self._begun) >= _MOST * self.at_once

    async def _begin_more(self) -> None:
        try:
            await self._begin()
        except Exception as error:  # noqa: BLE001 - raised once all that have begun are done
            self._failures.append(error)
            self._is_last = True

    def _ended(self, task: asyncio.Task[Report | None]) -> Report | None:
        """Note a failure; where a source was left for later, another claim would only find it again."""
        if failure := task.exception():
            self._failures.append(failure)
            self._is_last = True
            return None
        report = task.result()
        self._is_last |= report is None
        return report
