"""What a server that is there cannot do yet is tried again: it starts, is busy, or full of connections."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, TypeVar

import asyncpg

from shared.obs import get_logger

log = get_logger(__name__)

Done = TypeVar("Done")
BUSY: Final = (asyncpg.TooManyConnectionsError, asyncpg.CannotConnectNowError, TimeoutError)
"""A server that is not there at all, or refuses us, is not among them: its address is more likely wrong."""
_WAITS_S: Final = (0.5, 1.0, 2.0, 4.0, 8.0)


async def patiently(
    do: Callable[[], Awaitable[Done]],
    passes: tuple[type[Exception], ...] = BUSY,
    waits_s: Sequence[float] = _WAITS_S,
) -> Done:
    """Do it, waiting between tries for what passes by itself; the last try's error is raised."""
    for wait_s in waits_s:
        try:
            return await do()
        except passes as error:
            reason = str(error) or type(error).__name__
            log.warning("database.awaited", reason=reason, again_in_s=wait_s)
        await asyncio.sleep(wait_s)
    return await do()
