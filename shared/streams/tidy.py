"""Forgets messages that everybody has had: old outbox and inbox rows, and the read part of each stream.

The outbox keeps what it sent for a fortnight, in case Redis loses it; the inbox remembers for longer than
that, so that whatever is published again is still known.
"""

from typing import Any

from redis.asyncio import Redis

from shared.db import Database, affected_rows
from shared.streams.keys import stream_key

BATCH = 5000

_SENT = """
DELETE FROM outbox WHERE seq IN (
    SELECT seq FROM outbox WHERE sent_at < now() - interval '14 days' ORDER BY seq LIMIT $1)
"""
_KNOWN = """
DELETE FROM inbox WHERE ctid IN (
    SELECT ctid FROM inbox WHERE received_at < now() - interval '30 days' LIMIT $1)
"""


async def tidy(db: Database, redis: Redis, *, prefix: str) -> int:
    """Forget one batch of old rows and return how many; streams are cut to what some group still needs."""
    for row in await db.fetch("SELECT stream FROM outbox_stream"):
        await _trim(redis, stream_key(prefix, row["stream"]))
    return affected_rows(await db.execute(_SENT, BATCH)) + await forget_applied(db)


async def forget_applied(db: Database) -> int:
    """Forget one batch of messages applied long ago and return how many; all that who only reads needs."""
    return affected_rows(await db.execute(_KNOWN, BATCH))


async def _trim(redis: Any, key: str) -> None:  # noqa: ANN401 - redis-py types its answers too loosely to use
    """Drop what every group has applied; a stream that nobody reads yet is kept whole."""
    if not await redis.exists(key):
        return
    needed = [await _first_needed(redis, key, group) for group in await redis.xinfo_groups(key)]
    if needed:
        await redis.xtrim(key, minid=min(needed, key=_order), approximate=False)


async def _first_needed(redis: Any, key: str, group: dict[str, Any]) -> bytes:  # noqa: ANN401 - same
    pending = await redis.xpending(key, group["name"])
    first: bytes = pending["min"] if pending["pending"] else group["last-delivered-id"]
    return first


def _order(entry_id: bytes) -> tuple[int, ...]:
    return tuple(int(part) for part in entry_id.split(b"-"))
