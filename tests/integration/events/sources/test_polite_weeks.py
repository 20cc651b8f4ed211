"""Weeks of polling in simulated time, judged by what the feed-reader score asks for."""

import pytest

from deploy.local.bench.politeness.marks import marks
from deploy.local.bench.politeness.weeks import live
from tests.support.read_here import read_here
from tests.support.stores.postgres import DsnOf


@pytest.mark.timeout(300)  # thousands of fetches, on a machine that others use as well
async def test_ten_days_leave_nothing_to_complain_about(db_dsn: DsnOf) -> None:
    judged = marks(await live(db_dsn("events"), read_here))

    assert 30 == len(judged)
    assert [] == [(mark.criterion, mark.seen) for mark in judged if not mark.kept]
