"""`acquaint bench alerts`: what a burst of events costs those who follow searches."""

from rich.table import Table

from deploy.local.bench.alerts import PEOPLE, bursts, summed
from deploy.local.bench.house import open_house, own_postgres
from deploy.local.terminal import console
from services.gateway.app import MIGRATIONS
from shared.db import Database
from shared.db.migrate import migrate


async def alerts(rounds: int, events: int) -> None:
    """Print medians beside the floor: each query asked of the same events, and nothing kept."""
    with own_postgres() as stack, console.status("measuring …"):
        dsn = stack.database_url("gateway")
        await migrate(dsn, MIGRATIONS)
        async with open_house(stack, "bench") as house, Database.open(dsn) as gateway:
            found = summed(await bursts(house, gateway, rounds, events))
    table = Table(title=f"{events:,} events at once, {PEOPLE:,} people who follow; medians of {rounds}")
    for name, told in found.items():
        table.add_row(name, f"{told:,}")
    console.print(table)
