"""Weeks of polling in simulated time, judged by what the feed-reader score asks for."""

from deploy.local.bench.politeness import marks
from deploy.local.bench.weeks import live
from tests.integration.events.conftest import read_here
from tests.support.postgres import DsnOf


async def test_a_fortnight_leaves_nothing_to_complain_about(db_dsn: DsnOf) -> None:
    judged = marks(await live(db_dsn("events"), read_here))

    assert 30 == len(judged)
    assert [] == [(mark.criterion, mark.seen) for mark in judged if not mark.kept]
