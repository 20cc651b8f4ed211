"""What `acquaint doctor` looks at where the services run apart: all that they need of one another."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from redis.asyncio import Redis
from redis.exceptions import RedisError

from deploy.local.servers.stack import without_password
from deploy.local.trouble import Trouble
from services.events import app as events_app
from services.events.settings import EventsSettings
from services.gateway import app as gateway_app
from services.gateway.composition import mailer_of
from services.gateway.letters.courier import Refused
from services.gateway.settings import GatewaySettings
from services.matching import app as matching_app
from services.matching.settings import MatchingSettings
from shared.db import Database
from shared.db.migrate import is_current
from shared.http.channel import HttpChannel
from shared.kernel.errors import AppError

Check = Callable[[], Awaitable[str]]

OK = 200


def checks_apart() -> dict[str, Check]:
    """Return what is to be asked of the databases, Valkey, services and mail that the environment names."""
    events, matching, gateway = EventsSettings(), MatchingSettings(), GatewaySettings()
    return {
        "database of events": partial(_database, "events", events.database_url, events_app.MIGRATIONS),
        "database of matching": partial(
            _database, "matching", matching.database_url, matching_app.MIGRATIONS
        ),
        "database of the gateway": partial(
            _database, "gateway", gateway.database_url, gateway_app.MIGRATIONS
        ),
        "Valkey": partial(_valkey, {it.redis_url for it in (events, matching, gateway)}),
        "events": partial(_service, "GATEWAY_EVENTS_URL", gateway.events_url),
        "matching": partial(_service, "GATEWAY_MATCHING_URL", gateway.matching_url),
        "mail": partial(_mail, gateway),
    }


async def _database(service: str, url: str, migrations: Path) -> str:
    async with Database.open(url) as db:
        if not await is_current(db, migrations):
            raise Trouble(f"it is of an older release: run `python -m services.{service} migrate`.")
    return f"{without_password(url)} answers"


async def _valkey(urls: set[str]) -> str:
    for url in urls:
        try:
            async with Redis.from_url(url) as redis:
                await redis.ping()
        except (RedisError, OSError) as error:
            raise Trouble(
                f"{without_password(url)} does not answer ({error}): check that it runs."
            ) from error
    return f"{', '.join(sorted(map(without_password, urls)))} answers"


async def _service(variable: str, url: str) -> str:
    async with HttpChannel.open(url) as channel:
        try:
            reply = await channel.request("GET", "/ready")
        except AppError as error:
            raise Trouble(f"{url} ({variable}) does not answer: check that it runs, and its log.") from error
    if reply.status != OK:
        told = reply.body[:200].decode(errors="replace")
        raise Trouble(f"{url} ({variable}) is not ready: {told}. Its log says more.")
    return f"{url} is ready"


async def _mail(settings: GatewaySettings) -> str:
    mailer = mailer_of(settings)
    try:
        await mailer.greet()
    except Refused as error:
        raise Trouble(f"{mailer.name} takes no letters ({error}): mend GATEWAY_MAIL_URL.") from error
    return f"{mailer.name} takes letters"
