"""A running events service on real stores, and a publisher of feeds on a loopback socket."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from services.events.app import create_app
from services.events.composition import open_runtime
from services.events.ingest.ports import Read
from services.events.runtime import Runtime
from services.events.settings import EventsSettings
from shared.http.channel import AsgiChannel
from shared.kernel.ids import Ids
from tests.support.apps import PatientChannel, app_on
from tests.support.clock import FixedClock
from tests.support.read_here import read_here
from tests.support.servers.name_server import NameServer, name_server
from tests.support.servers.publisher import Publisher
from tests.support.stores.postgres import DsnOf


@pytest.fixture
async def publisher() -> AsyncIterator[Publisher]:
    """Open a publisher on a free port."""
    published = Publisher()
    app = web.Application()
    app.router.add_get("/{path:.*}", published.answer)
    async with TestServer(app, host="127.0.0.1") as server:
        published.origin = f"127.0.0.1:{server.port}"
        yield published


@pytest.fixture
async def names() -> AsyncIterator[NameServer]:
    """Open a name server on a free port."""
    async with name_server() as server:
        yield server


@pytest.fixture
def read() -> Read:
    """Read in this process: the child has tests of its own."""
    return read_here


@pytest.fixture
async def runtime(  # noqa: PLR0913, PLR0917 - fixtures
    db_dsn: DsnOf,
    publisher: Publisher,
    names: NameServer,
    clock: FixedClock,
    ids: Ids,
    redis_url: str,
    key_prefix: str,
    read: Read,
) -> AsyncIterator[Runtime]:
    """Open the service's runtime on this test's own stores."""
    settings = EventsSettings(
        database_url=db_dsn("events"),
        redis_url=redis_url,
        redis_prefix=key_prefix,
        trusted_origins=frozenset({publisher.origin}),
        dns_servers=(names.address,),
    )
    async with open_runtime(settings, clock=clock, ids=ids, read=read) as opened:
        yield opened


@pytest.fixture
def api(runtime: Runtime) -> AsgiChannel:
    """Call the service's HTTP API in memory."""
    return PatientChannel(app_on(create_app, EventsSettings(), runtime))
