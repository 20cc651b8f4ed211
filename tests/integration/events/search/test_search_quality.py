"""What people remember of events is found: our own judged queries, asked of the real search."""

from collections import defaultdict

import pytest

from deploy.local.bench.house import House
from deploy.local.search_quality.evaluate import HERE, TODAY, Told, ask_all, fill_with_own, mrr, read_queries
from services.events.runtime import Runtime
from services.events.workers.reader import DocumentReader
from tests.support.clock import FixedClock

LEAST = {"known": 0.95, "typo": 0.9, "place-time": 0.85, "language": 0.85, "acronym": 0.7, "left out": 0.6}
OF_OTHERS = 0.8
"""Mean reciprocal ranks; docs/figures/truth.md has those measured."""


@pytest.fixture
async def told(runtime: Runtime, clock: FixedClock) -> list[Told]:
    assert TODAY == clock()
    async with DocumentReader() as reader:
        house = House(runtime, reader)
        await fill_with_own(house)
        return await ask_all(house, read_queries(HERE / "queries.csv"))


async def test_events_are_found_by_what_is_remembered_of_them(told: list[Told]) -> None:
    by_kind = defaultdict(list)
    for each in told:
        by_kind[each.query.kind].append(each)
    short = {kind: mrr(some) for kind, some in by_kind.items() if mrr(some) < LEAST.get(kind, OF_OTHERS)}
    assert (set(), []) == (LEAST.keys() - by_kind.keys(), sorted(short.items()))
