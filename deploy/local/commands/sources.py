"""`acquaint sources …`."""

from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

from rich.table import Table

from deploy.local.catalogue import watched
from deploy.local.folders import prepare
from deploy.local.given import Given
from deploy.local.house import settled
from deploy.local.opened import last_plan, open_existing, open_plainly
from deploy.local.stack import open_stack
from deploy.local.terminal import console
from deploy.local.trouble import Trouble
from services.events.ingest.ports import Report
from services.events.sources.model import health
from services.events.store.sources import list_sources
from shared.contracts.events import NewSource
from shared.kernel.clock import system_clock

MOST = 1000


async def show(data: Path, given: Given) -> None:
    """Print every source with its health and counts."""
    async with open_existing(prepare(data), given) as (house, _plan):
        found = await list_sources(house.events.db, limit=MOST)
    table = Table("title", "health", "listings", "events", "rejected")
    table.add_column("id", no_wrap=True)
    for each in found:
        state = each.state
        word = health(state).value
        shown = word if word == "healthy" else f"{word}: {state.last_outcome or 'never read'}"
        table.add_row(
            each.spec.title, shown, str(state.listings), str(state.events), str(state.rejected), each.id
        )
    console.print(table)


async def add(data: Path, given: Given, url: str) -> None:
    """Suggest a source, as the API does."""
    async with open_existing(prepare(data), given) as (house, _plan):
        source = await house.gateway.events.add_source(NewSource(url=url))
    console.print(
        f"{source.id} is watched: {source.url}. It is read within seconds while `acquaint up` runs."
    )


async def poll(data: Path, given: Given, ids: list[str] | None) -> None:
    """Poll now and print what came of it; feeds of our own are served meanwhile, unless `up` serves them."""
    folder = prepare(data)
    planned = last_plan(folder)
    async with AsyncExitStack() as stack:
        stores = stack.enter_context(
            open_stack(folder, database_url=given.database_url, redis_url=given.redis_url)
        )
        plan = planned(stores)
        try:
            feeds = await stack.enter_async_context(watched(plan.choice, plan.folder, system_clock))
            plan = replace(plan, trusted=feeds.trusted)
        except Trouble:
            plan = replace(plan, trusted=served_elsewhere(plan.folder))
        house = await stack.enter_async_context(open_plainly(given, plan))
        with console.status("reading sources …"):
            reports = await house.events.poll_now(ids)
            await settled(house)
    console.print(_table(reports))


def served_elsewhere(folder: Path) -> frozenset[str]:
    """Return the origin that a running `acquaint up` serves this choice's feeds from."""
    line = next(line for line in (folder / "catalogue.toml").read_text().splitlines() if "url = " in line)
    return frozenset({line.partition("http://")[2].partition("/")[0]})


def _table(reports: list[Report]) -> Table:
    table = Table("source", "outcome", "listings", "rejected", "new events", "changed", "merged")
    for each in reports:
        written = each.written
        figures = (each.listings, each.rejected, written.created, written.updated, written.merged)
        table.add_row(each.source.spec.title, each.outcome, *map(str, figures))
    return table
