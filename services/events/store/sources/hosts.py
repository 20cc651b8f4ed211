"""One fetch at a time for a host and for a domain, a pause after each, and `Retry-After`; for all workers."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from shared.db import Database

_UNWAITED = "set_config('synchronous_commit', 'off', true)"
"""Nobody waits until it is on disk how long a host is held: a crash of Postgres may take the last of it.

Of a turn nothing is lost by that; at worst a host is asked once more within its pause.
"""
_TAKE = f"""
insert into source_host (host, free_at) select $1, $3 from {_UNWAITED}
on conflict (host) do update set free_at = excluded.free_at where source_host.free_at <= $2
returning true
"""  # noqa: S608 - a text of ours


async def take_hosts(db: Database, keys: Sequence[str], *, now: datetime, hold_s: float) -> bool:
    """Take all keys for one fetch; False while another fetch holds one or its pause has not passed."""
    until = now + timedelta(seconds=hold_s)
    taken: list[str] = []
    for key in sorted(keys):
        if not await db.fetchval(_TAKE, key, now, until):
            await free_hosts(db, taken, free_at=now)
            return False
        taken.append(key)
    return True


async def keep_hosts(db: Database, keys: Sequence[str], *, now: datetime, hold_s: float) -> None:
    """Hold keys that were taken for longer, from now on."""
    await _set_free(db, "greatest(free_at, $2)", keys, now + timedelta(seconds=hold_s))


async def free_hosts(db: Database, keys: Sequence[str], *, free_at: datetime) -> None:
    """Give keys back, to be fetched from again at `free_at`."""
    await _set_free(db, "$2", keys, free_at)


async def _set_free(db: Database, value: str, keys: Sequence[str], free_at: datetime) -> None:
    sql = f"update source_host set free_at = {value} from {_UNWAITED} where host = any($1)"  # noqa: S608
    await db.execute(sql, list(keys), free_at)


async def hold_host(db: Database, host: str, *, until: datetime) -> None:
    """Leave a host alone until then: it asked for that, and the turns of all its sources move behind it."""
    async with db.transaction() as conn:
        sql = """
            insert into source_host (host, free_at) values ($1, $2)
            on conflict (host) do update set free_at = greatest(source_host.free_at, excluded.free_at)
        """
        await conn.execute(sql, host, until)
        await conn.execute(
            "update source set next_at = $2 where host = $1 and next_at < $2 and dead_at is null", host, until
        )


async def free_from(db: Database, keys: Sequence[str], now: datetime) -> datetime:
    """Return when all keys are free: now, or later."""
    sql = "select max(free_at) from source_host where host = any($1) and free_at > $2"
    found: datetime | None = await db.fetchval(sql, list(keys), now)
    return found or now
