"""Turns of sources: so many at a time, others begun as some end, every one waited for."""

import asyncio
from collections.abc import Sequence

import pytest

from services.events.ingest.ports import Report
from services.events.sources.model import Source, SourceSpec, SourceState
from services.events.workers.turns import Turns

AT_ONCE = 4


class Queue:
    """Sources that are due, in order; one turn may wait until as many others as are named have had theirs."""

    def __init__(self, due: int, slow: int = 0) -> None:
        self.due = [_source(str(number)) for number in range(due)]
        self.slow = slow
        self.given_back: list[str] = []
        self.taken: list[str] = []
        self.at_once: list[int] = []
        self._running = 0
        self._may_end = asyncio.Event()

    async def claim(self, limit: int) -> Sequence[Source]:
        """Hand out the next."""
        claimed, self.due = self.due[:limit], self.due[limit:]
        return claimed

    async def give_back(self, source: Source) -> None:
        """Take one back."""
        self.given_back.append(source.id)

    async def turn(self, source: Source) -> Report | None:
        """Take a turn; the first is as slow as was asked for."""
        self._running += 1
        self.at_once.append(self._running)
        if source.id == "0" and self.slow:
            await asyncio.wait_for(self._may_end.wait(), 5)
        await asyncio.sleep(0)
        self.taken.append(source.id)
        if len(self.taken) >= self.slow:
            self._may_end.set()
        self._running -= 1
        return Report(source, "ok")

    def turns(self) -> Turns:
        """Return a round of them."""
        return Turns(self.claim, self.give_back, self.turn, AT_ONCE)


def _source(name: str) -> Source:
    return Source(name, SourceSpec(f"https://{name}.example/", name), SourceState())


async def test_none_waits_for_the_slowest_and_never_are_more_than_so_many_at_a_time() -> None:
    queue, told = Queue(10, slow=9), list[str]()
    reports = await queue.turns().taken(lambda report: told.append(report.source.id))
    assert [str(number) for number in range(10)] == [report.source.id for report in reports]
    assert (AT_ONCE, "0") == (max(queue.at_once), told[-1])
    assert sorted(told) == sorted(queue.taken)


async def test_a_round_comes_to_an_end_though_more_is_due() -> None:
    queue = Queue(100)
    assert 3 * AT_ONCE == len(await queue.turns().taken())
    assert 100 - 3 * AT_ONCE == len(queue.due)


async def test_what_is_due_again_has_had_its_turn_and_keeps_the_next() -> None:
    queue = Queue(AT_ONCE)
    first = queue.due[0]
    queue.due += [first, _source("new")]
    reports = await queue.turns().taken()
    assert (["0", "1", "2", "3", "new"], ["0"]) == (
        [report.source.id for report in reports],
        queue.given_back,
    )


async def test_after_one_that_was_left_for_later_no_more_are_claimed() -> None:
    queue = Queue(10)

    async def later(source: Source) -> Report | None:
        return None if source.id == "1" else await queue.turn(source)

    reports = await Turns(queue.claim, queue.give_back, later, AT_ONCE).taken()
    assert ["0", "2", "3"] == [report.source.id for report in reports]
    assert 10 - AT_ONCE == len(queue.due)


async def test_what_has_begun_is_waited_for_whatever_becomes_of_another() -> None:
    queue = Queue(10, slow=2)

    async def broken(source: Source) -> Report | None:
        if source.id == "1":
            raise RuntimeError("broken")
        return await queue.turn(source)

    with pytest.raises(RuntimeError, match="broken"):
        await Turns(queue.claim, queue.give_back, broken, AT_ONCE).taken()
    assert ["2", "3", "0"] == queue.taken
