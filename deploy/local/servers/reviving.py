"""Embedded servers that end while the product runs, killed or crashed, are started again beside it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from rich.console import Console

from deploy.local.folders import DataFolder
from deploy.local.given import Given
from deploy.local.servers.stack import revive
from deploy.local.trouble import Trouble

EVERY_S = 2.0


@asynccontextmanager
async def reviving(folder: DataFolder, given: Given, console: Console) -> AsyncIterator[None]:
    """Look after the servers until this is left."""
    task = asyncio.create_task(_look_after(folder, given, console))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _look_after(folder: DataFolder, given: Given, console: Console) -> None:
    look = partial(revive, folder, keep_postgres=bool(given.database_url), keep_valkey=bool(given.redis_url))
    while True:
        await asyncio.sleep(EVERY_S)
        try:
            ended = await asyncio.to_thread(look)
        except Trouble as trouble:
            console.print(f"{trouble} Tried again by itself.")
            continue
        for name in ended:
            console.print(
                f"The embedded {name} had ended; it was started again, and nothing that was told is lost."
            )
