"""The whole house in one process: gateway, events and matching on real stores, joined in memory."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from fastapi import FastAPI
from pydantic import SecretStr

from services.events import app as events
from services.events import working as events_workers
from services.events.composition import open_runtime as open_events
from services.events.runtime import Runtime as EventsRuntime
from services.events.settings import EventsSettings
from services.gateway import app as gateway
from services.gateway.composition import open_runtime as open_gateway
from services.gateway.runtime import Runtime
from services.gateway.settings import GatewaySettings
from services.gateway.workers.hearing import consumers
from services.matching import app as matching
from services.matching import workers as matching_workers
from services.matching.composition import open_runtime as open_matching
from services.matching.runtime import Runtime as MatchingRuntime
from services.matching.settings import MatchingSettings
from shared.db import Database
from shared.http.channel import NO_HEADERS, Reply, unreachable
from shared.web.workers import Worker
from tests.support.apps import PATIENCE_S, PatientChannel, app_on
from tests.support.calendars import vcalendar, vevent
from tests.support.clock import FixedClock
from tests.support.read_here import read_here
from tests.support.servers.publisher import Publisher, add_source
from tests.support.stores.postgres import DsnOf

ORIGIN = "http://acquaint.example"
FEED = vcalendar(
    vevent(
        "soil-1", "Soil Health Field Day", "20270519T070000Z", "20270519T150000Z",
        location="Berlin, Germany", url="https://soil.example/2027",
        description="For beginners. The barn is not wheelchair accessible. CFP closes 2 March 2027 (AoE). "
        "Map: https://soil.example/map.",
    ),
    vevent("ml-1", "Machine Learning Meetup", "20270601T170000Z", "20270601T190000Z", location="Hamburg"),
)  # fmt: skip


@dataclass
class Wire:
    """A channel that can be cut, whole or for paths that have `cut_at` in them."""

    to: PatientChannel
    cut: bool = False
    cut_at: str | None = None

    async def request(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] = NO_HEADERS,
        body: bytes = b"",
        timeout_s: float = 5.0,
    ) -> Reply:
        if self.cut or (self.cut_at and self.cut_at in path):
            raise unreachable("cut")
        return await self.to.request(method, path, headers=headers, body=body, timeout_s=timeout_s)


@dataclass
class House:
    """The three services, their wires, and browsers to look at the gateway with."""

    app: FastAPI
    runtime: Runtime
    events: EventsRuntime
    matching: MatchingRuntime
    to_matching: Wire
    to_events: Wire
    clock: FixedClock
    db: Database
    publisher: Publisher
    stack: AsyncExitStack = field(repr=False)

    async def browser(self, token: str | None = None) -> httpx.AsyncClient:
        """Open a client with its own cookies, or with a bearer token."""
        transport = httpx.ASGITransport(self.app)
        headers = {"authorization": f"Bearer {token}"} if token else {}
        client = httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers)
        return await self.stack.enter_async_context(client)

    async def mail(self, address: str) -> tuple[str, str]:
        """Return code and link token of the newest sign-in mail to an address."""
        sql = "select text from mail_message where to_address = $1 order by created_at desc limit 1"
        text = await self.db.fetchval(sql, address.lower())
        return re.findall(r": (\d{6})\n", text)[0], re.findall(r"/sign-in/link/(\S+)", text)[0]

    async def sign_in(self, address: str) -> httpx.AsyncClient:
        """Sign in over the API and return a client that carries the session."""
        nobody = await self.browser()
        await nobody.post("/v1/auth/email", json={"email": address})
        code, _ = await self.mail(address)
        answer = await nobody.post("/v1/auth/token", json={"email": address, "code": code})
        assert answer.status_code == 200, answer.text
        return await self.browser(answer.json()["token"])

    async def settle(self) -> None:
        """Let every message between the services arrive."""
        told = [Worker("gateway.told", one.run_once, 0) for one in consumers(self.runtime, retry_after_ms=0)]
        rounds = [*events_workers.workers(self.events), *matching_workers.workers(self.matching), *told]
        moved = 1
        while moved:
            moved = sum([await worker.run_once() for worker in rounds if worker.name != "events.poll"])


@pytest.fixture
async def house(
    db_dsn: DsnOf, clock: FixedClock, redis_url: str, key_prefix: str, tmp_path: Path
) -> AsyncIterator[House]:
    """Open everything, read one feed and let matching know of it."""
    published = Publisher()
    feeds = web.Application()
    feeds.router.add_get("/{path:.*}", published.answer)
    feeds.router.add_post("/{path:.*}", published.take)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(TestServer(feeds, host="127.0.0.1"))
        published.origin = f"127.0.0.1:{server.port}"
        events_settings = EventsSettings(
            database_url=db_dsn("events"),
            redis_url=redis_url,
            redis_prefix=key_prefix,
            trusted_origins=frozenset({published.origin}),
            public_url=ORIGIN,
        )
        matching_settings = MatchingSettings(
            database_url=db_dsn("matching"),
            redis_url=redis_url,
            redis_prefix=key_prefix,
            order_key=SecretStr("acquaint"),
        )
        gateway_settings = GatewaySettings(
            database_url=db_dsn("gateway"), redis_url=redis_url, redis_prefix=key_prefix,
            mail_url=f"folder://{tmp_path}", public_url=ORIGIN,
            sample_people=True, data_notice="samples", webhook_origins=frozenset({published.origin}),
            # a machine that is busy must not make a part late: what is late is left out of a page
            part_timeout_s=PATIENCE_S,
        )  # fmt: skip
        about_events = await stack.enter_async_context(
            open_events(events_settings, clock=clock, read=read_here)
        )
        about_people = await stack.enter_async_context(open_matching(matching_settings, clock=clock))
        to_events = Wire(PatientChannel(app_on(events.create_app, events_settings, about_events)))
        to_matching = Wire(PatientChannel(app_on(matching.create_app, matching_settings, about_people)))
        opened = await stack.enter_async_context(
            open_gateway(gateway_settings, events=to_events, matching=to_matching, clock=clock)
        )
        runtime = replace(opened, pages=opened.outward)  # people's own pages are on this machine here
        app = app_on(gateway.create_app, gateway_settings, runtime)
        made = House(
            app, runtime, about_events, about_people, to_matching, to_events, clock, runtime.db,
            published, stack,
        )  # fmt: skip
        await add_source(about_events, published.put("/a.ics", FEED))
        await about_events.poll_now()
        await made.settle()
        yield made
