"""Everything of ours that dials out for somebody, as it does: feeds, links, claimed pages, hubs, webhooks."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Final

from services.events.workers import asking_leave
from services.events.workers.claiming import look_at_page
from services.events.workers.fetching import fetch_with
from services.events.workers.subscribing import post_to_hub
from shared.http.dialler import Resolve, system_resolve
from shared.http.guarded import FetchFailed, FetchRefused, GuardedClient, Limits

Caller = Callable[[str], Awaitable[str]]
"""Given a URL, says how it ended: `answered`, or why not."""

_AGENT: Final = "Acquaint tests"
_QUICK: Final = Limits(total_s=5, connect_s=2)
_JSON: Final = {"content-type": "application/json"}


@asynccontextmanager
async def feeds(resolve: Resolve = system_resolve) -> AsyncIterator[Caller]:
    """Poll as the poller and the feed doctor do."""
    async with GuardedClient.open(user_agent=_AGENT, resolve=resolve) as client:
        fetch = fetch_with(client, _QUICK)

        async def call(url: str) -> str:
            answer = await fetch(url, {"if-none-match": '"1"'})
            return str(getattr(answer, "reason", "answered"))

        yield call


@asynccontextmanager
async def links(resolve: Resolve = system_resolve) -> AsyncIterator[Caller]:
    """Look at a host as a page's robots.txt is looked at."""
    async with GuardedClient.open(user_agent=_AGENT, resolve=resolve) as client:

        async def call(url: str) -> str:
            return "answered" if await asking_leave._fetch(client, url) is not None else "unreachable"

        yield call


@asynccontextmanager
async def claims(resolve: Resolve = system_resolve) -> AsyncIterator[Caller]:
    """Look for the proof of a claim on a page."""
    async with GuardedClient.open(user_agent=_AGENT, resolve=resolve) as client:

        async def call(url: str) -> str:
            look = await look_at_page(client, url, "https://acquaint.example/proof")
            return "unreachable" if look.seen.startswith("nothing:") else "answered"

        yield call


@asynccontextmanager
async def hubs(resolve: Resolve = system_resolve) -> AsyncIterator[Caller]:
    """Ask a hub for a subscription."""
    async with GuardedClient.open(user_agent=_AGENT, resolve=resolve) as client:

        async def call(url: str) -> str:
            outcome = await post_to_hub(client, url, b"hub.mode=subscribe")
            return "answered" if outcome == "ok" else outcome

        yield call


@asynccontextmanager
async def webhooks(resolve: Resolve = system_resolve) -> AsyncIterator[Caller]:
    """Deliver a body where somebody wants it."""
    async with GuardedClient.open(user_agent=_AGENT, resolve=resolve) as client:

        async def call(url: str) -> str:
            try:
                await client.send(url, _JSON, limits=_QUICK, body=b"{}")
            except (FetchRefused, FetchFailed) as error:
                return error.reason
            return "answered"

        yield call


CALLERS: Final[dict[str, Callable[..., AbstractAsyncContextManager[Caller]]]] = {
    "feeds": feeds,
    "links": links,
    "claims": claims,
    "hubs": hubs,
    "webhooks": webhooks,
}
