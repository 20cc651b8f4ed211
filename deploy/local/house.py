"""The three services in one process, by the same factories that run them apart."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from fastapi import FastAPI

from deploy.local.servers.stack import Stack
from deploy.local.sources.choice import Choice
from services.events import app as events_app
from services.events.composition import open_runtime as open_events
from services.events.runtime import Runtime as EventsRuntime
from services.events.settings import EventsSettings
from services.events.working import workers as events_workers
from services.gateway import app as gateway_app
from services.gateway.composition import open_runtime as open_gateway
from services.gateway.runtime import Runtime as GatewayRuntime
from services.gateway.settings import GatewaySettings
from services.gateway.workers import workers as gateway_workers
from services.matching import app as matching_app
from services.matching.composition import open_runtime as open_matching
from services.matching.runtime import Runtime as MatchingRuntime
from services.matching.settings import MatchingSettings
from services.matching.workers import workers as matching_workers
from shared.db.migrate import migrate
from shared.http.channel import AsgiChannel
from shared.web.workers import Worker

LOCAL_LEASE_S = 20
"""Our own feeds answer at once; after kill -9 a claimed source waits no longer than this."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything of one choice lies. `trusted` are loopback origins that feeds may come from."""

    stack: Stack
    choice: Choice
    folder: Path
    public_url: str = "http://127.0.0.1:8000"
    trusted: frozenset[str] = frozenset()

    @property
    def outbox(self) -> Path:
        """The folder that letters are written to."""
        return self.folder / "outbox"

    def database_url(self, service: str) -> str:
        """Return the URL of a service's own database for this choice."""
        return self.stack.database_url(f"acquaint_{self.choice.scope}_{service}")


@dataclass(frozen=True, slots=True)
class House:
    """The open runtimes, and the app that people reach."""

    events: EventsRuntime
    matching: MatchingRuntime
    gateway: GatewayRuntime
    app: FastAPI

    def workers(self) -> list[Worker]:
        """Return everything that is done unasked."""
        return [
            *events_workers(self.events),
            *matching_workers(self.matching),
            *gateway_workers(self.gateway),
        ]


@asynccontextmanager
async def open_house(plan: Plan) -> AsyncIterator[House]:
    """Migrate the databases, then open the services, the gateway calling the others in memory.

    Raises:
        AppError: a database cannot be reached.
    """
    await _migrate(plan)
    settings = _events_settings(plan), _matching_settings(plan), _gateway_settings(plan)
    async with open_services(*settings) as house:
        yield house


@asynccontextmanager
async def open_services(
    for_events: EventsSettings, for_matching: MatchingSettings, for_gateway: GatewaySettings
) -> AsyncIterator[House]:
    """Open the services as they are told, on databases that stand."""
    async with AsyncExitStack() as stack:
        events = await stack.enter_async_context(open_events(for_events))
        matching = await stack.enter_async_context(open_matching(for_matching))
        gateway = await stack.enter_async_context(
            open_gateway(
                for_gateway,
                events=AsgiChannel(events_app.create_app(for_events, runtime=events)),
                matching=AsgiChannel(matching_app.create_app(for_matching, runtime=matching)),
            )
        )
        yield House(events, matching, gateway, gateway_app.create_app(for_gateway, runtime=gateway))


async def _migrate(plan: Plan) -> None:
    # one after another where there is work: Alembic keeps its context in module globals
    for service, directory in (
        ("events", events_app.MIGRATIONS),
        ("matching", matching_app.MIGRATIONS),
        ("gateway", gateway_app.MIGRATIONS),
    ):
        await migrate(plan.database_url(service), directory)


def _events_settings(plan: Plan) -> EventsSettings:
    settings = EventsSettings(
        database_url=plan.database_url("events"),
        redis_url=plan.stack.redis_url,
        redis_prefix=f"{plan.choice.scope}:",
        public_url=plan.public_url,
        trusted_origins=plan.trusted,
    )
    if plan.choice.kind == "real":
        return settings
    return settings.model_copy(update={"poll_lease_s": LOCAL_LEASE_S, "reader_timeout_s": LOCAL_LEASE_S / 2})


def _matching_settings(plan: Plan) -> MatchingSettings:
    return MatchingSettings(
        database_url=plan.database_url("matching"),
        redis_url=plan.stack.redis_url,
        redis_prefix=f"{plan.choice.scope}:",
    )


def _gateway_settings(plan: Plan) -> GatewaySettings:
    return GatewaySettings(
        database_url=plan.database_url("gateway"),
        redis_url=plan.stack.redis_url,
        redis_prefix=f"{plan.choice.scope}:",
        public_url=plan.public_url,
        sample_people=True,
        data_notice=plan.choice.kind,
        mail_url=f"folder://{quote(str(plan.outbox))}",
    )


async def settled(house: House) -> None:
    """Wait until matching has heard of every event, by doing the relay's and the consumer's work here too."""
    hearing = [worker for worker in house.workers() if worker.name in {"events.relay", "matching.catalogue"}]
    while any(await asyncio.gather(*(worker.run_once() for worker in hearing))):
        pass
