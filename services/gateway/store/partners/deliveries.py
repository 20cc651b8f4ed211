"""Messages to webhooks: kept with the position of the log, delivered at least once, buried with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from services.gateway.partners.about_people import News
from services.gateway.partners.announce import Message
from services.gateway.partners.message import Endpoint
from services.gateway.store.log_reader import LogReader
from services.gateway.store.partners.webhooks import READER
from shared.contracts.catalogue.lists import ChangePage
from shared.contracts.partners.webhooks import Delivery
from shared.db import Connection, Database, Record, affected_rows
from shared.db.lease import LeaseTable
from shared.kernel.ids import Ids

HOOKS = LeaseTable(table="webhook", key="id", where="state = 'active'")

_ADD = """
insert into webhook_delivery (id, webhook_id, seq, type, event_id, body, state, due_at, created_at)
select $1, id, $3::bigint, $4::text, $5::text, $6::jsonb, 'pending', $7::timestamptz, $7::timestamptz
from webhook where id = $2
on conflict (webhook_id, seq) do nothing
"""
_WAKE = "update webhook set next_at = greatest(least(next_at, $2), rest_until) where id = any($1)"
"""What is new waits until the endpoint has rested."""
_WAKE_NOW = "update webhook set next_at = least(next_at, $2) where id = $1"
"""What its partner asks for does not."""


@dataclass(frozen=True, slots=True)
class Due:
    """A message whose time has come: `tries` so far, and the body as it is sent each time."""

    id: str
    tries: int
    body: bytes


@dataclass(frozen=True, slots=True)
class PostgresOutgoing(LogReader):
    """Who listens, and what waits to be sent."""

    name = READER
    ids: Ids

    async def listening(self) -> Sequence[Endpoint]:
        """Return every endpoint that is not disabled; what a paused one misses waits for it."""
        rows = await self.db.fetch("select id, query, types, since from webhook where state <> 'disabled'")
        return [Endpoint(row["id"], row["query"], frozenset(row["types"]), row["since"]) for row in rows]

    async def heard(self, event_ids: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """Return, by endpoint, which of the events it was told of."""
        rows = await self.db.fetch(
            """select webhook_id, array_agg(distinct event_id) as ids from webhook_delivery
               where event_id = any($1) group by webhook_id""",
            list(event_ids),
        )
        return {row["webhook_id"]: frozenset(row["ids"]) for row in rows}

    async def keep(self, before: str | None, page: ChangePage, messages: Sequence[Message]) -> bool:
        """Keep messages and position in one transaction."""
        now = self.clock()
        async with self.past(before, page) as conn:
            if conn is None:
                return False
            await conn.executemany(
                _ADD,
                [
                    (self.ids("msg"), it.webhook_id, it.seq, it.type, it.event_id, dict(it.body), now)
                    for it in messages
                ],
            )
            await conn.execute(_WAKE, sorted({it.webhook_id for it in messages}), now)
            return True


async def add_test(db: Database, webhook_id: str, message_id: str, now: datetime) -> None:
    """Queue a message that tells of nothing."""
    body = {"type": "webhook.test", "timestamp": now.isoformat(), "data": {"webhook_id": webhook_id}}
    async with db.transaction() as conn:
        await conn.execute(_ADD, message_id, webhook_id, None, "webhook.test", None, body, now)
        await conn.execute(_WAKE_NOW, webhook_id, now)


async def hooks_for(conn: Connection, news: News) -> dict[str, str]:
    """Return a partner's webhooks that want such news, each with its query."""
    rows = await conn.fetch(
        """select id, query from webhook
           where partner = $1 and $2 = any(types) and state <> 'disabled' and since <= $3""",
        news.partner, news.type, news.at,
    )  # fmt: skip
    return {row["id"]: row["query"] for row in rows}


async def add_news(conn: Connection, news: News, webhook_ids: Sequence[str], ids: Ids, now: datetime) -> None:
    """Queue a message for each of some webhooks, in the order in which things came about."""
    body = news.body()
    rows = [(ids("msg"), hook, None, news.type, news.event_id, body, news.at) for hook in webhook_ids]
    await conn.executemany(_ADD, rows)
    await conn.execute(_WAKE, sorted(webhook_ids), now)


async def due_of(db: Database, webhook_id: str, now: datetime, limit: int) -> list[Due]:
    """Return messages to one endpoint whose time has come, in the order of what they tell of."""
    rows = await db.fetch(
        """select id, tries, body from webhook_delivery
           where webhook_id = $1 and state = 'pending' and due_at <= $2
           order by seq nulls first, created_at, id limit $3""",
        webhook_id, now, limit,
    )  # fmt: skip
    return [Due(row["id"], row["tries"], orjson.dumps(row["body"])) for row in rows]


async def note_attempt(
    db: Database, due: Due, outcome: str, now: datetime, *, taken: bool, again: datetime | None
) -> None:
    """Note what came of an attempt: taken, to be tried `again`, or dead."""
    state = "delivered" if taken else "pending" if again else "dead"
    await db.execute(
        """update webhook_delivery set tries = tries + 1, last_outcome = $2, state = $3, due_at = $4,
               settled_at = case when $3 <> 'pending' then $5::timestamptz end where id = $1""",
        due.id, outcome, state, again, now,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Round:
    """How a round ended: `failures` in a row by now, and what came of the last attempt, if any."""

    state: str
    failures: int
    outcome: str | None
    rest: datetime | None


async def close_round(db: Database, webhook_id: str, owner: str, ended: Round, now: datetime) -> None:
    """End a round with an endpoint: due again with its next message, but not before `rest`."""
    await db.execute(
        """update webhook set state = case when state = 'active' then $3 else state end, failures = $4,
               failing_since = case when $4 = 0 then null else coalesce(failing_since, $7) end,
               last_outcome = coalesce($5, last_outcome), lease_owner = null, lease_until = null,
               rest_until = $6,
               next_at = greatest($6::timestamptz, (select min(due_at) from webhook_delivery d
                                       where d.webhook_id = webhook.id and d.state = 'pending'))
           where id = $1 and lease_owner = $2""",
        webhook_id, owner, ended.state, ended.failures, ended.outcome, ended.rest, now,
    )  # fmt: skip


async def list_deliveries(
    db: Database, webhook_id: str, state: str | None, before: str | None, limit: int
) -> tuple[Delivery, ...]:
    """Return messages to an endpoint, newest first, from before an id on."""
    rows = await db.fetch(
        """select * from webhook_delivery where webhook_id = $1 and ($2::text is null or state = $2)
             and ($3::text is null or id < $3) order by id desc limit $4""",
        webhook_id, state, before, limit,
    )  # fmt: skip
    return tuple(_delivery(row) for row in rows)


async def replay(db: Database, webhook_id: str, message_id: str, now: datetime) -> Delivery | None:
    """Send a message again under its old id, whatever came of it; None when there is none."""
    async with db.transaction() as conn:
        row = await conn.fetchrow(
            """update webhook_delivery set state = 'pending', tries = 0, due_at = $3, settled_at = null
               where webhook_id = $1 and id = $2 returning *""",
            webhook_id, message_id, now,
        )  # fmt: skip
        if row is None:
            return None
        await conn.execute(_WAKE_NOW, webhook_id, now)
        return _delivery(row)


async def replay_all(db: Database, webhook_id: str, now: datetime) -> int:
    """Send all that was given up or waits for a later try now, each under its id; return how many."""
    async with db.transaction() as conn:
        tag = await conn.execute(
            """update webhook_delivery set state = 'pending', tries = 0, due_at = $2, settled_at = null
               where webhook_id = $1 and (state = 'dead' or state = 'pending' and due_at > $2)""",
            webhook_id, now,
        )  # fmt: skip
        await conn.execute(_WAKE_NOW, webhook_id, now)
    return affected_rows(tag)


def _delivery(row: Record) -> Delivery:
    told: dict[str, Any] = {name: row[name] for name in ("id", "type", "event_id", "state", "created_at")}
    settled = row["settled_at"] if row["state"] == "delivered" else None
    return Delivery(
        **told,
        attempts=row["tries"],
        next_attempt_at=row["due_at"] if row["state"] == "pending" else None,
        last_outcome=row["last_outcome"],
        delivered_at=settled,
    )
