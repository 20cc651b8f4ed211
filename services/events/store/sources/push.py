"""Subscriptions at hubs, and what a push moves."""

from dataclasses import astuple, fields
from datetime import datetime

from services.events.push.subscription import PushState, Subscription
from shared.db import Connection, Database, Record
from shared.db.lease import LeaseTable

SUBSCRIPTIONS = LeaseTable(
    "push_subscription",
    "source_id",
    where="""exists (select from source where id = source_id and dead_at is null and stopped_at is null
             and not paused)""",
)
SOONEST_S = 60
"""However often a hub tells of news, a source is not fetched more often than this on its word."""

_BY_SOURCE = "select * from push_subscription where source_id = $1"
_COLUMNS = tuple(field.name for field in fields(Subscription))
_SAVE = f"""
insert into push_subscription ({", ".join(_COLUMNS)})
values ({", ".join(f"${number}" for number in range(1, len(_COLUMNS) + 1))})
on conflict (source_id) do update set {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])},
    lease_owner = null, lease_until = null
"""  # noqa: S608 - names of fields


async def subscription_of(conn: Connection, source_id: str) -> Subscription | None:
    """Return the subscription of a source, held against others until the transaction ends."""
    return _found(await conn.fetchrow(f"{_BY_SOURCE} for update", source_id))


async def subscription_by_token(conn: Connection, token: str) -> Subscription | None:
    """Return the subscription whose callback bears a token, held until the transaction ends."""
    return _found(await conn.fetchrow("select * from push_subscription where token = $1 for update", token))


async def find_subscription(db: Database, source_id: str) -> Subscription | None:
    """Return the subscription of a source, to be shown: it is not locked. None where it has none."""
    return _found(await db.fetchrow(_BY_SOURCE, source_id))


async def save_subscription(conn: Connection, made: Subscription, now: datetime) -> None:
    """Write a subscription, end its lease, and let the schedule know whether it is relied upon."""
    await conn.execute(_SAVE, *astuple(made))
    await conn.execute(
        "update source set push_until = $2 where id = $1", made.source_id, made.relied_upon(now)
    )


async def drop_subscription(conn: Connection, source_id: str) -> None:
    """Forget a subscription: its callback answers 410 from now on, by which a hub learns to stop."""
    await conn.execute("delete from push_subscription where source_id = $1", source_id)
    await conn.execute("update source set push_until = null where id = $1", source_id)


async def make_due_by_push(conn: Connection, source_id: str, now: datetime) -> None:
    """Have a source fetched soon: within its publisher's budget, and not while it asks to be left."""
    sql = """
        update source set pushed_at = $2, next_at = case when failures > 0 then next_at else
            least(next_at, greatest($2, last_fetched_at
                + make_interval(secs => greatest($3, coalesce(most_often_s, 0))))) end
        where id = $1 and dead_at is null
    """
    await conn.execute(sql, source_id, now, SOONEST_S)


def _found(row: Record | None) -> Subscription | None:
    return subscription_from(row) if row else None


def subscription_from(row: Record) -> Subscription:
    """Return the subscription that a whole row holds."""
    known = {name: row[name] for name in _COLUMNS}
    return Subscription(**{**known, "state": PushState(row["state"])})
