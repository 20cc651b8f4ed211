"""Three weeks of polling in simulated time, judged by what the feed-reader score asks for."""

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from services.events.app import Runtime, open_runtime
from services.events.settings import EventsSettings
from shared.kernel.ids import Ids
from tests.integration.events.conftest import read_here
from tests.support.calendars import vcalendar, vevent
from tests.support.clock import FixedClock
from tests.support.postgres import DsnOf
from tests.support.publisher import add_source

DAYS = 21
FEED = vcalendar(vevent("a", "Soil Day", "20270519T070000Z", "20270519T150000Z", location="Berlin"))
SOON = vcalendar(vevent("b", "Seed Day", "20261201T070000Z", "20261201T150000Z", location="Berlin"))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Asked = tuple[datetime, Mapping[str, str]]


@dataclass
class Judge:
    """Serves feeds of several manners, and notes when and how each was asked for."""

    clock: FixedClock
    asked: dict[str, list[Asked]] = field(default_factory=lambda: defaultdict(list))

    async def answer(self, request: web.Request) -> web.Response:
        """Answer by the path, always with a cookie that nobody should send back."""
        self.asked[request.path].append((self.clock(), request.headers))
        headers = {"set-cookie": "seen=1; Path=/"}
        if request.path == "/busy.ics" and len(self.asked["/busy.ics"]) == 2:
            return web.Response(status=429, headers=headers | {"retry-after": "172800"})
        if request.path != "/bare.ics":
            headers["etag"] = '"exact W/ ""'
            if request.headers.get("if-none-match") == headers["etag"]:
                return web.Response(status=304, headers=headers)
        if request.path == "/slow.ics":
            headers["cache-control"] = "max-age=43200"
        return web.Response(text=SOON if request.path == "/soon.ics" else FEED, headers=headers)

    def waits(self, path: str) -> list[timedelta]:
        """Return the intervals between askings."""
        return [after - before for (before, _), (after, _) in pairwise(self.asked[path])]


@pytest.fixture
async def judged(
    db_dsn: DsnOf, clock: FixedClock, ids: Ids, redis_url: str, key_prefix: str
) -> AsyncIterator[tuple[Runtime, Judge, str]]:
    judge = Judge(clock)
    app = web.Application()
    app.router.add_get("/{path:.*}", judge.answer)
    async with TestServer(app, host="127.0.0.1") as server:
        origin = f"127.0.0.1:{server.port}"
        settings = EventsSettings(
            database_url=db_dsn("events"),
            redis_url=redis_url,
            redis_prefix=key_prefix,
            trusted_origins=frozenset({origin}),
        )
        async with open_runtime(settings, clock=clock, ids=ids, read=read_here) as runtime:
            yield runtime, judge, origin


async def test_three_weeks_leave_nothing_to_complain_about(
    judged: tuple[Runtime, Judge, str], clock: FixedClock
) -> None:
    runtime, judge, origin = judged
    for name in ("usual", "bare", "slow", "soon", "busy"):
        await add_source(runtime, f"http://{origin}/{name}.ics")
    for _ in range(DAYS * 48):
        await runtime.poller.run_once()
        clock.advance(minutes=30)

    everything = [headers for asked in judge.asked.values() for _, headers in asked]
    sent = {name.lower() for headers in everything for name in headers}
    assert set() == sent & {"cookie", "referer", "authorization"}
    assert all("+http" in each["user-agent"] for each in everything)
    assert min(judge.waits("/usual.ics")) >= 6 * HOUR
    assert min(judge.waits("/bare.ics")) >= DAY
    assert min(judge.waits("/slow.ics")) >= 12 * HOUR
    assert min(judge.waits("/soon.ics")) >= HOUR
    assert any(wait < 2 * HOUR for wait in judge.waits("/soon.ics"))
    held_from = judge.asked["/busy.ics"][1][0]
    held = [at for asked in judge.asked.values() for at, _ in asked if held_from < at < held_from + 2 * DAY]
    assert [] == held
    conditions = [headers.get("if-none-match") for _, headers in judge.asked["/usual.ics"]]
    assert {None, '"exact W/ ""'} == set(conditions)
    assert 3 <= conditions.count(None) <= 4
