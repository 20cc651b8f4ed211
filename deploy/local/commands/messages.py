"""`acquaint messages …`: what could not be applied, and sending it again."""

from pathlib import Path

from rich.markup import escape
from rich.table import Table

from deploy.local.folders import prepare
from deploy.local.given import Given
from deploy.local.opened import open_existing
from deploy.local.terminal import console
from shared.contracts.messages import Stream
from shared.streams import dead_letters


async def show(data: Path, stores: Given) -> None:
    """Print the dead letters of every stream, the oldest first."""
    table = Table("stream", "entry", "read by", "why")
    async with open_existing(prepare(data), stores) as (house, _plan):
        for stream in Stream:
            for dead in await dead_letters.buried(house.events.redis, house.events.redis_prefix, stream):
                table.add_row(stream.value, dead.entry, dead.group, escape(dead.reason))
    console.print(table if table.row_count else "Every message was applied.")


async def replay(data: Path, stores: Given, stream: Stream) -> None:
    """Send the dead letters of a stream again."""
    async with open_existing(prepare(data), stores) as (house, _plan):
        count = await dead_letters.replay(house.events.redis, house.events.redis_prefix, stream)
    console.print(f"{count} sent again.")
