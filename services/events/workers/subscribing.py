"""Asking hubs for a subscription, or to renew one; what they answer comes in by the callback."""

from dataclasses import dataclass
from urllib.parse import urlencode

from services.events.push.subscription import ASKED_LEASE, RETRY, Subscription, asked
from services.events.sources.address import host_of
from services.events.sources.hosts.domain import host_keys
from services.events.store.sources.push import SUBSCRIPTIONS, save_subscription, subscription_from
from services.events.store.sources.sources import find_source
from services.events.workers.courtesy import Manners, visiting
from shared.db import Database, Record
from shared.db.due import Duty, do_due
from shared.http.guarded import FetchFailed, FetchRefused, GuardedClient, Limits
from shared.kernel.clock import Clock
from shared.obs import get_logger

log = get_logger(__name__)
CALLBACK = "/websub"
_FORM = {"content-type": "application/x-www-form-urlencoded"}
_LIMITS = Limits(total_s=10, reads_body=False)
ASKING = Duty(SUBSCRIPTIONS, lease_s=60, at_most=5, again=lambda _: RETRY)
_TAKEN = range(200, 300)


@dataclass(frozen=True, slots=True)
class Subscriber:
    """`own` may reach our own origins, and is used for what the catalogue names there."""

    db: Database
    public: GuardedClient
    own: GuardedClient
    clock: Clock
    manners: Manners
    public_url: str
    owner: str

    async def run_once(self) -> int:
        """Ask the hubs whose turn it is, one after the other; return how many."""
        return await do_due(self.db, ASKING, self._ask, owner=self.owner, clock=self.clock)

    async def _ask(self, row: Record) -> None:
        held = subscription_from(row)
        outcome = await self._post(held)
        log.info("push.asked", source_id=held.source_id, outcome=outcome, tries=held.tries + 1)

    async def _post(self, held: Subscription) -> str:
        host = host_of(held.hub)
        if host in self.manners.own_origins and await self._is_catalogued(held.source_id):
            return await self._send(self.own, held)
        async with visiting(self.db, host_keys(held.hub), self.clock, self.manners.pause_s):
            return await self._send(self.public, held)

    async def _send(self, client: GuardedClient, held: Subscription) -> str:
        """Send the request of section 5.1; a hub may verify before it has answered, so it is noted first."""
        async with self.db.transaction() as conn:
            await save_subscription(conn, asked(held, self.clock()), self.clock())
        return await post_to_hub(client, held.hub, self._form(held))

    def _form(self, held: Subscription) -> bytes:
        return urlencode(
            {
                "hub.callback": f"{self.public_url}{CALLBACK}/{held.token}",
                "hub.mode": "subscribe",
                "hub.topic": held.topic,
                "hub.lease_seconds": int(ASKED_LEASE.total_seconds()),
                "hub.secret": held.secret.decode(),
            }
        ).encode()

    async def _is_catalogued(self, source_id: str) -> bool:
        source = await find_source(self.db, source_id)
        return source is not None and source.spec.origin == "catalogue"


async def post_to_hub(client: GuardedClient, hub: str, form: bytes) -> str:
    """Send a form to a hub; return `ok`, or why it was not taken."""
    try:
        answer = await client.send(hub, _FORM, limits=_LIMITS, body=form)
    except (FetchRefused, FetchFailed) as refusal:
        return refusal.reason
    return "ok" if answer.status in _TAKEN else f"http_{answer.status}"
