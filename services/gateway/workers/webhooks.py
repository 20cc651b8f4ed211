"""Webhooks: making messages of changes, and delivering them; no endpoint waits for another."""

import asyncio
from datetime import datetime

from prometheus_client import Counter

from services.gateway.partners.announce import messages_of
from services.gateway.partners.attempts import GIVEN_UP_AFTER, rest_until, retry_at
from services.gateway.partners.signature import headers_of
from services.gateway.runtime import Runtime
from services.gateway.store.partners.deliveries import (
    HOOKS,
    Due,
    PostgresOutgoing,
    Round,
    close_round,
    due_of,
    note_attempt,
)
from services.gateway.workers.changes import BATCH, finding, read_on
from shared.db import Record
from shared.db.lease import KILLED, claim, is_deadly, kept_while_at_work
from shared.http.guarded import FetchFailed, FetchRefused, Limits
from shared.kernel.retry_after import retry_after_s
from shared.obs import get_logger

DELIVERIES_TOTAL = Counter("gateway_webhook_attempts_total", "Attempts at webhooks by outcome", ["outcome"])

_LIMITS = Limits(total_s=15, reads_body=False)
_ENDPOINTS, _MESSAGES, _LEASE_S = 10, 20, 90
_TAKEN, _GONE = range(200, 300), 410
log = get_logger(__name__)


async def announce_once(runtime: Runtime) -> int:
    """Make messages of one stretch of the change log; return how many entries it had."""
    outgoing = PostgresOutgoing(runtime.db, runtime.clock, runtime.ids)
    return await read_on(runtime, outgoing, _announce(runtime, outgoing))


async def _announce(runtime: Runtime, outgoing: PostgresOutgoing) -> int:
    """Read the log, ask the queries, keep messages and position at once."""
    endpoints, position = await outgoing.listening(), await outgoing.position()
    if not endpoints and position is None:
        return 0
    page = await runtime.events.changes(after=position or "latest", limit=BATCH)
    if position is not None and not page.items:
        return 0
    ids = sorted({it for change in page.items for it in (change.event_id, change.merged_into) if it})
    finds = await finding(runtime.events, {it.query for it in endpoints if it.query}, ids)
    heard = await outgoing.heard(ids) if ids else {}
    messages = messages_of(page.items, endpoints, finds, heard, runtime.face.public_url)
    return len(page.items) if await outgoing.keep(position, page, messages) else 0


async def deliver_once(runtime: Runtime) -> int:
    """Deliver to some endpoints beside one another; return how many messages were tried."""
    rows = await claim(
        runtime.db, HOOKS, owner=runtime.owner, now=runtime.clock(), limit=_ENDPOINTS, lease_s=_LEASE_S
    )
    return sum(await asyncio.gather(*(_turn(runtime, row) for row in rows)))


async def _turn(runtime: Runtime, hook: Record) -> int:
    async with kept_while_at_work(
        runtime.db, HOOKS, hook["id"], owner=runtime.owner, clock=runtime.clock, lease_s=_LEASE_S
    ):
        return await _round(runtime, hook)


async def _round(runtime: Runtime, hook: Record) -> int:
    """Deliver in the order of the log until one is not taken: then the endpoint rests."""
    failures, outcome, tried, asked_s = hook["failures"], None, 0, 0
    waiting = await due_of(runtime.db, hook["id"], runtime.clock(), _MESSAGES)
    if is_deadly(hook):
        waiting, failures, outcome = [], failures + 1, KILLED
    for due in waiting:
        (outcome, asked_s), tried = await _attempt(runtime, hook, due), tried + 1
        taken = outcome == "ok"
        now = runtime.clock()
        again = None if taken else retry_at(now, due.tries + 1, int(due.id[-4:], 36) / 36**4, asked_s)
        await note_attempt(runtime.db, due, outcome, now, taken=taken, again=again)
        DELIVERIES_TOTAL.labels("taken" if taken else "refused").inc()
        failures = 0 if taken else failures + 1
        if not taken:
            break
    now = runtime.clock()
    state = _state(hook, failures, outcome, now)
    if state == "disabled":
        log.warning("webhook.disabled", webhook_id=hook["id"], outcome=outcome)
    ended = Round(state, failures, outcome, rest_until(now, failures, asked_s) if failures else None)
    await close_round(runtime.db, hook["id"], runtime.owner, ended, now)
    return tried


def _state(hook: Record, failures: int, outcome: str | None, now: datetime) -> str:
    since = hook["failing_since"]
    is_dead = failures and since is not None and now - since > GIVEN_UP_AFTER
    return "disabled" if outcome == f"http_{_GONE}" or is_dead else "active"


async def _attempt(runtime: Runtime, hook: Record, due: Due) -> tuple[str, int]:
    """Send a message; return what came of it, and for how many seconds the endpoint wants no other."""
    now = runtime.clock()
    old = [hook["old_secret"]] if hook["old_secret"] and hook["old_until"] > now else []
    headers = headers_of(due.id, now, due.body, [hook["secret"], *old])
    try:
        answer = await runtime.outward.send(hook["url"], headers, limits=_LIMITS, body=due.body)
    except (FetchRefused, FetchFailed) as refusal:
        return refusal.reason, 0
    if answer.status in _TAKEN:
        return "ok", 0
    return f"http_{answer.status}", retry_after_s(answer.headers.get("retry-after"), now) or 0
