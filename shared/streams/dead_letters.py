"""Messages that could not be applied: kept with their reason, and played again once the cause is mended."""

from dataclasses import dataclass
from typing import Any

from redis.asyncio import Redis

from shared.contracts.messages import Stream
from shared.streams.keys import FIELD, dead_key, stream_key

MAX_REASON_CHARS = 500
MOST_BURIED = 10_000
"""Of one stream, about; the oldest go first. Valkey must not fill up with what nobody looks at."""
Fields = dict[bytes, bytes]


async def bury(  # noqa: PLR0913, PLR0917 - each is a fact about the letter
    redis: Redis, prefix: str, stream: Stream, entry_id: bytes, fields: Fields, group: str, error: Exception
) -> None:
    """Keep a message that `group` could not apply, with why."""
    reason = f"{type(error).__name__}: {error}"[:MAX_REASON_CHARS]
    letter: Any = {**fields, b"entry": entry_id, b"group": group, b"reason": reason}
    await redis.xadd(dead_key(prefix, stream.value), letter, maxlen=MOST_BURIED)


@dataclass(frozen=True, slots=True)
class Dead:
    """A message, by its entry in the stream, that `group` could not apply."""

    entry: str
    group: str
    reason: str


async def buried(redis: Redis, prefix: str, stream: Stream) -> list[Dead]:
    """Return the dead letters of a stream, the oldest first."""
    letters: Any = await redis.xrange(dead_key(prefix, stream.value))
    return [
        Dead(*(fields.get(name, b"").decode(errors="replace") for name in (b"entry", b"group", b"reason")))
        for _, fields in letters
    ]


async def replay(redis: Redis, prefix: str, stream: Stream) -> int:
    """Put every dead letter back on its stream and return how many; other groups drop them as repeated."""
    dead = dead_key(prefix, stream.value)
    letters: Any = await redis.xrange(dead)
    for entry_id, fields in letters:
        await redis.xadd(stream_key(prefix, stream.value), {FIELD: fields.get(FIELD.encode(), b"")})
        await redis.xdel(dead, entry_id)
    return len(letters)
