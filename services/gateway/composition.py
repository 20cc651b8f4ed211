"""The one place that picks implementations and opens them."""

import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from redis.asyncio import Redis

from services.gateway.auth.limits import MailLimits
from services.gateway.auth.quota import Quotas
from services.gateway.letters.courier import Mailer
from services.gateway.runtime import Face, Runtime
from services.gateway.settings import GatewaySettings
from services.gateway.store.asked_together import AskedTogether
from services.gateway.store.shared_quotas import SharedQuotas
from services.gateway.workers.mailer import open_mailer
from shared.clients.connections import ConnectionsClient
from shared.clients.events import EventsClient
from shared.clients.matching import MatchingClient
from shared.clients.meeting_plans import MeetingPlansClient
from shared.db import Database
from shared.db.own_keys import own_key
from shared.http.channel import Channel, HttpChannel
from shared.http.guarded import GuardedClient
from shared.kernel.clock import Clock, system_clock
from shared.kernel.ids import Ids, id_factory


@asynccontextmanager
async def open_runtime(
    settings: GatewaySettings,
    *,
    events: Channel | None = None,
    matching: Channel | None = None,
    mailer: Mailer | None = None,
    clock: Clock = system_clock,
    ids: Ids | None = None,
) -> AsyncIterator[Runtime]:
    """Open the database and the ways to the other services; close them at the end."""
    async with AsyncExitStack() as stack:
        db = await stack.enter_async_context(Database.open(settings.database_url))
        to_events = await _channel(stack, events, settings.events_url)
        to_matching = await _channel(stack, matching, settings.matching_url)
        redis = await stack.enter_async_context(Redis.from_url(settings.redis_url))
        yield Runtime(
            db=db,
            redis=redis,
            redis_prefix=settings.redis_prefix,
            events=EventsClient(to_events),
            matching=MatchingClient(to_matching),
            connections=ConnectionsClient(to_matching),
            meeting_plans=MeetingPlansClient(to_matching),
            events_channel=to_events,
            mailer=mailer or mailer_of(settings),
            clock=clock,
            ids=ids or id_factory(clock),
            outward=await stack.enter_async_context(
                GuardedClient.open(user_agent=settings.user_agent, allow=settings.webhook_origins)
            ),
            pages=await stack.enter_async_context(GuardedClient.open(user_agent=settings.user_agent)),
            mail_limits=MailLimits(settings.mails_per_hour_per_address, settings.mails_per_hour_per_network),
            key=await _key(settings, db),
            face=_face(settings),
            sender=settings.mail_from,
            quotas=SharedQuotas(AskedTogether(redis), settings.redis_prefix, _quotas(settings)),
            owner=f"gateway-{secrets.token_hex(6)}",
        )


async def _channel(stack: AsyncExitStack, given: Channel | None, url: str) -> Channel:
    return given if given is not None else await stack.enter_async_context(HttpChannel.open(url))


async def _key(settings: GatewaySettings, db: Database) -> bytes:
    if settings.secret:
        return settings.secret.get_secret_value().encode()
    return await own_key(db, "gateway", secrets.token_bytes(32))


def mailer_of(settings: GatewaySettings) -> Mailer:
    """Choose who carries letters; a folder's path may be relative here."""
    url = settings.mail_url
    if url.startswith("folder:") and not url.startswith("folder:/"):
        url = f"folder://{Path(url.removeprefix('folder:')).resolve()}"
    return open_mailer(url)


def _face(settings: GatewaySettings) -> Face:
    return Face(
        public_url=settings.public_url.rstrip("/"),
        sample_people=settings.sample_people,
        data_notice=settings.data_notice,
        part_timeout_s=settings.part_timeout_s,
        webhook_origins=settings.webhook_origins,
        contact=settings.contact,
        operators=frozenset(address.strip().lower() for address in settings.operators),
    )


def _quotas(settings: GatewaySettings) -> Quotas:
    return Quotas(
        {
            "anonymous": settings.requests_per_minute_anonymous,
            "visitor": settings.requests_per_minute_visitor,
            "person": settings.requests_per_minute_person,
            "partner": settings.requests_per_minute_partner,
        }
    )
