"""Webhooks: making messages of changes, and delivering them; no endpoint waits for another."""

import asyncio
from typing import Protocol

from prometheus_client import Counter

from services.gateway.partners.announce import announce
from services.gateway.partners.attempts import GIVEN_UP_AFTER, rest_until, retry_at
from services.gateway.partners.signature import headers_of
from services.gateway.store.deliveries import (
    HOOKS,
    Due,
    PostgresOutgoing,
    close_round,
    due_of,
    forget_deliveries,
    note_attempt,
)
from services.gateway.workers.digest import Face
from shared.clients.events import EventsClient
from shared.db import Database, Record
from shared.db.lease import claim
from shared.http.guarded import FetchFailed, FetchRefused, GuardedClient, Limits
from shared.kernel.clock import Clock
from shared.kernel.errors import AppError, Kind
from shared.kernel.ids import Ids
from shared.obs import get_logger

DELIVERIES_TOTAL = Counter("gateway_webhook_attempts_total", "Attempts at webhooks by outcome", ["outcome"])

_LIMITS = Limits(max_bytes=64 * 1024, total_s=15)
_ENDPOINTS, _MESSAGES, _LEASE_S = 10, 20, 600
_TAKEN, _GONE = range(200, 300), 410
log = get_logger(__name__)


class Parts(Protocol):
    """What of the gateway's runtime is used."""

    @property
    def db(self) -> Database: ...  # noqa: D102 - named in the runtime
    @property
    def events(self) -> EventsClient: ...  # noqa: D102
    @property
    def outward(self) -> GuardedClient: ...  # noqa: D102
    @property
    def clock(self) -> Clock: ...  # noqa: D102
    @property
    def ids(self) -> Ids: ...  # noqa: D102
    @property
    def face(self) -> Face: ...  # noqa: D102
    @property
    def owner(self) -> str: ...  # noqa: D102


async def announce_once(parts: Parts) -> int:
    """Make messages of one stretch of the change log; return how many entries it had."""
    outgoing = PostgresOutgoing(parts.db, parts.clock, parts.ids)
    try:
        return await announce(parts.events, outgoing, parts.face.public_url)
    except AppError as error:
        if error.kind is not Kind.GONE:
            raise
        log.warning("webhooks.changes_forgotten", reason=error.code)
        await outgoing.start_anew((await parts.events.changes(after="latest", limit=1)).resume)
        return 0


async def deliver_once(parts: Parts) -> int:
    """Deliver to some endpoints beside one another; return how many messages were tried."""
    rows = await claim(
        parts.db, HOOKS, owner=parts.owner, now=parts.clock(), limit=_ENDPOINTS, lease_s=_LEASE_S
    )
    return sum(await asyncio.gather(*(_round(parts, row) for row in rows)))


async def forget_once(parts: Parts) -> int:
    """Forget messages that were settled long ago; return how many."""
    return await forget_deliveries(parts.db, parts.clock())


async def _round(parts: Parts, hook: Record) -> int:
    """Deliver in the order of the log until one is not taken: then the endpoint rests."""
    waiting = await due_of(parts.db, hook["id"], parts.clock(), _MESSAGES)
    failures, outcome, tried = hook["failures"], None, 0
    for due in waiting:
        outcome, tried = await _attempt(parts, hook, due), tried + 1
        taken = outcome == "ok"
        now = parts.clock()
        again = None if taken else retry_at(now, due.tries + 1, int(due.id[-4:], 36) / 36**4)
        await note_attempt(parts.db, due, outcome, now, taken=taken, again=again)
        DELIVERIES_TOTAL.labels("taken" if taken else "refused").inc()
        failures = 0 if taken else failures + 1
        if not taken:
            break
    now = parts.clock()
    rest = rest_until(now, failures) if failures else None
    state = _state(hook, failures, outcome, parts.clock)
    if state == "disabled":
        log.warning("webhook.disabled", webhook_id=hook["id"], outcome=outcome)
    await close_round(parts.db, hook["id"], parts.owner, state, failures, outcome, rest, now)
    return tried


def _state(hook: Record, failures: int, outcome: str | None, clock: Clock) -> str:
    since = hook["failing_since"]
    is_dead = failures and since is not None and clock() - since > GIVEN_UP_AFTER
    return "disabled" if outcome == f"http_{_GONE}" or is_dead else "active"


async def _attempt(parts: Parts, hook: Record, due: Due) -> str:
    now = parts.clock()
    old = [hook["old_secret"]] if hook["old_secret"] and hook["old_until"] > now else []
    headers = headers_of(due.id, now, due.body, [hook["secret"], *old])
    try:
        answer = await parts.outward.send(hook["url"], headers, limits=_LIMITS, body=due.body)
    except (FetchRefused, FetchFailed) as refusal:
        return refusal.reason
    return "ok" if answer.status in _TAKEN else f"http_{answer.status}"
