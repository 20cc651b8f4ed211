"""What a first start brings in is tried again while the stores are too busy for it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from redis.exceptions import RedisError
from rich.console import Console

from shared.kernel.errors import AppError, Kind

WAITS_S = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0)


async def until_done(
    do: Callable[[], Awaitable[None]], console: Console, waits_s: Sequence[float] = WAITS_S
) -> None:
    """Do it, again after a while where a store is busy; at last say that it isn't done, and go on without."""
    why: str | None = None
    for wait_s in (0.0, *waits_s):
        if why:
            console.print(f"Not all is brought in yet. {why} Tried again in {wait_s:g} s.")
        await asyncio.sleep(wait_s)
        try:
            await do()
        except (AppError, RedisError) as error:
            if (why := _passes(error)) is None:
                raise
        else:
            return
    console.print(f"Not all was brought in that a first start brings; the next start does the rest. {why}")


def _passes(error: AppError | RedisError) -> str | None:
    """Return why it failed where that passes by itself."""
    if not isinstance(error, AppError):
        return f"Valkey does not answer ({error})."
    return error.in_full if error.kind is Kind.UNAVAILABLE else None
