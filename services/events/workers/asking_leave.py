"""Asking a host's robots.txt before a page of it is fetched."""

from datetime import timedelta
from urllib.parse import urlsplit

from services.events.ingest.ports import AskLeave
from services.events.sources.hosts.robots import KEPT, Leave, leave, rules_of
from services.events.store.sources.robots import keep_rules, kept_rules
from shared.db import Database
from shared.http.guarded import FetchFailed, FetchRefused, GuardedClient, Limits
from shared.kernel.clock import Clock

_LIMITS = Limits(max_bytes=512 * 1024, total_s=10)
_MOST_KEPT = 500_000
_TRIED_AGAIN = timedelta(minutes=30)
"""After this a host that could not tell is asked anew."""


def ask_leave(client: GuardedClient, db: Database, clock: Clock) -> AskLeave:
    """Return the pipeline's question, answered from what is kept or by the host."""

    async def ask(url: str) -> Leave:
        parts = urlsplit(url)
        origin, now = f"{parts.scheme}://{parts.netloc}", clock()
        kept = await kept_rules(db, origin, now - KEPT)
        if kept == (None,):
            kept = await kept_rules(db, origin, now - _TRIED_AGAIN)
        if kept is None:
            kept = (await _fetch(client, f"{origin}/robots.txt"),)
            await keep_rules(db, origin, kept[0], now)
        return leave(kept[0], url)

    return ask


async def _fetch(client: GuardedClient, url: str) -> str | None:
    try:
        answer = await client.get(url, limits=_LIMITS)
    except (FetchRefused, FetchFailed):
        return None
    rules = rules_of(answer.status, answer.body)
    return rules[:_MOST_KEPT].replace("\x00", "") if rules is not None else None
