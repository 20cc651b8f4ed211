"""Webhooks as their partner keeps them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.contracts.partners.webhooks import EndpointState, WebhookType
from shared.db import Database, Record
from shared.kernel.errors import AppError, Kind

MOST_PER_PARTNER = 50
BOTH_SECRETS_FOR = timedelta(days=1)
READER = "webhooks"
"""Under which name the change log is read for them."""

_HOOK = """
select w.*,
       (select count(*) from webhook_delivery d where d.webhook_id = w.id and d.state = 'pending') as waiting,
       (select count(*) from webhook_delivery d where d.webhook_id = w.id and d.state = 'dead') as dead
from webhook w
"""

_WAITS_NO_LONGER = """
update webhook_delivery d set due_at = $3 from webhook w
where w.partner = $1 and w.id = $2 and w.state <> 'active'
  and d.webhook_id = w.id and d.state = 'pending' and d.due_at > $3
"""


@dataclass(frozen=True, slots=True)
class Hook:
    """A webhook with what its partner sees of it, and its secret."""

    id: str
    partner: str
    url: str
    types: tuple[WebhookType, ...]
    query: str
    state: EndpointState
    secret: bytes
    created_at: datetime
    waiting: int = 0
    dead: int = 0
    failing_since: datetime | None = None
    last_outcome: str | None = None


async def of_partner(db: Database, partner: str) -> tuple[Hook, ...]:
    """Return a partner's webhooks in the order in which they came."""
    return tuple(_hook(row) for row in await db.fetch(f"{_HOOK} where partner = $1 order by id", partner))


async def find(db: Database, partner: str, webhook_id: str) -> Hook:
    """Return one of a partner's webhooks.

    Raises:
        AppError: `webhook_missing`, also for another partner's.
    """
    row = await db.fetchrow(f"{_HOOK} where partner = $1 and id = $2", partner, webhook_id)
    if row is None:
        raise missing()
    return _hook(row)


async def add(db: Database, hook: Hook, resume: str) -> None:
    """Keep a new webhook; where nobody listened before, the log is read on from `resume`."""
    async with db.transaction() as conn:
        await conn.execute("select pg_advisory_xact_lock(hashtextextended('webhooks.add', 0))")
        held = await conn.fetchval("select count(*) from webhook where partner = $1", hook.partner)
        if held >= MOST_PER_PARTNER:
            detail = f"You have {held} webhooks; delete one that you no longer need."
            raise AppError("too_many_webhooks", Kind.CONFLICT, detail)
        await conn.execute(
            """insert into webhook (id, partner, url, types, query, state, secret, created_at, since)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $8)""",
            hook.id, hook.partner, hook.url, list(hook.types), hook.query, hook.state, hook.secret,
            hook.created_at,
        )  # fmt: skip
        await conn.execute(
            "insert into change_position values ($1, $2, $3) on conflict do nothing",
            READER, resume, hook.created_at,
        )  # fmt: skip


async def change(db: Database, hook: Hook, *, new_secret: bytes | None, now: datetime) -> None:
    """Keep another address, query, types or state; a secret that is replaced signs along for a day.

    One that is taken up again is sent at once all that waits for it.
    """
    async with db.transaction() as conn:
        if hook.state == "active":
            await conn.execute(_WAITS_NO_LONGER, hook.partner, hook.id, now)
        await conn.execute(
            """update webhook set url = $3, types = $4, query = $5, state = $6,
                   old_secret = case when $7::bytea is null then old_secret else secret end,
                   old_until = case when $7::bytea is null then old_until else $8 end,
                   secret = coalesce($7, secret),
                   failures = case when $6 = 'active' then 0 else failures end,
                   failing_since = case when $6 = 'active' then null else failing_since end,
                   next_at = case when $6 = 'active' then $9 else next_at end, dead_at = null,
                   rest_until = case when $6 = 'active' then null else rest_until end
               where partner = $1 and id = $2""",
            hook.partner, hook.id, hook.url, list(hook.types), hook.query, hook.state, new_secret,
            now + BOTH_SECRETS_FOR, now,
        )  # fmt: skip


async def delete(db: Database, partner: str, webhook_id: str) -> None:
    """Forget a webhook with all its messages; again is no error."""
    await db.execute("delete from webhook where partner = $1 and id = $2", partner, webhook_id)


def missing() -> AppError:
    """Return the 404 for a webhook that is not there, or not theirs."""
    return AppError("webhook_missing", Kind.MISSING, "You have no such webhook; see /v1/partner/webhooks.")


def _hook(row: Record) -> Hook:
    held = {name: row[name] for name in Hook.__slots__}
    return Hook(**{**held, "types": tuple(row["types"])})
