"""`acquaint sources …`."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from pydantic import ValidationError
from rich.markup import escape
from rich.table import Table

from deploy.local.folders import DataFolder, prepare
from deploy.local.given import Given
from deploy.local.house import House, Plan, settled
from deploy.local.opened import is_apart, last_plan, open_existing, open_plainly
from deploy.local.servers.stack import open_stack
from deploy.local.sources.catalogue import watched
from deploy.local.terminal import console
from deploy.local.trouble import Trouble
from services.events.ingest.ports import Report
from services.events.runtime import Runtime
from services.events.sources.model import health
from services.events.store.sources.sources import list_sources
from services.events.workers.progress import progress_bar
from shared.contracts.sources.doctor import Grade, SourcePreview
from shared.contracts.sources.watched import Admission, NewSource
from shared.kernel.clock import system_clock

MOST = 1000
SAYS: Final = {"yes": True, "no": False, "forget": None}


async def show(data: Path, given: Given) -> None:
    """Print every source with its health and counts."""
    async with open_existing(prepare(data), given) as (house, _plan):
        found = await list_sources(house.events.db, limit=MOST)
    table = Table("title", "health", "listings", "events", "rejected")
    table.add_column("id", no_wrap=True)
    for each in found:
        state = each.state
        word = health(each).value
        shown = word if word == "healthy" else f"{word}: {state.last_outcome or 'never read'}"
        table.add_row(
            each.spec.title, shown, str(state.listings), str(state.events), str(state.rejected), each.id
        )
    console.print(table)


async def add(data: Path, given: Given, url: str) -> None:
    """Suggest a source, as the API does."""
    async with open_existing(prepare(data), given) as (house, _plan):
        source = await house.gateway.events.add_source(_wanted(url))
    console.print(
        f"{source.id} is watched: {source.url}. It is read within seconds while `acquaint up` runs."
    )


async def admit(data: Path, given: Given, source_id: str, says: str) -> None:
    """Keep what the operator says of a suggested source."""
    async with open_existing(prepare(data), given) as (house, _plan):
        source = await house.gateway.events.admit(source_id, Admission(admitted=SAYS[says]))
    console.print(
        f"Kept. {source.title} is {source.status.value}; what is let in is read, and what is refused leaves "
        "the listings, within seconds while `acquaint up` runs."
    )


async def look(data: Path, given: Given, url: str) -> bool:
    """Print what the feed doctor finds at an address; tell whether nothing is badly wrong with it."""
    wanted = _wanted(url)
    async with _opened(prepare(data), given, serve=False) as house:
        with console.status("looking …"):
            found = await house.gateway.events.preview_source(wanted)
    count = f"{found.count} event{'' if found.count == 1 else 's'}"
    console.print(f"{found.url}: {found.outcome}, {found.format or 'no known format'}, {count}")
    for step in found.steps:
        console.print(f"looked at {step.url} because {escape(step.because)}: {step.message}")
    if found.events:
        console.print(_events(found))
    if found.findings:
        console.print(_findings(found))
    for link in found.alternates:
        console.print(f"links to {link.url} ({escape(link.title or link.kind)})")
    if found.plan:
        console.print(
            f"would be fetched every {found.plan.every_s / 3600:g} h: {'; '.join(found.plan.because)}"
        )
    return not any(each.grade is Grade.ERROR for each in found.findings)


def _wanted(url: str) -> NewSource:
    try:
        return NewSource(url=url)
    except ValidationError:
        raise Trouble("Give a whole address, such as https://example.org/events.ics.") from None


def _events(found: SourcePreview) -> Table:
    table = Table("starts", "zone", "event", "where")
    for each in found.events:
        place = ", ".join(part for part in (each.venue, each.city, each.country) if part)
        table.add_row(
            each.starts_at.local.replace("T", " "),
            each.starts_at.timezone or "–",
            escape(each.title),
            escape(place) or "–",
        )
    return table


def _findings(found: SourcePreview) -> Table:
    table = Table("grade", "where", "finding", "how to mend it")
    for each in found.findings:
        table.add_row(each.grade.value, escape(each.where or "–"), escape(each.message), each.fix)
    return table


async def poll(data: Path, given: Given, ids: list[str] | None) -> None:
    """Poll now and print what came of it; feeds of our own are served meanwhile, unless `up` serves them."""
    async with _opened(prepare(data), given, serve=True) as house:
        reports = await _poll_shown(house.events, ids)
        await settled(house)
    console.print(_table(reports))


@asynccontextmanager
async def _opened(folder: DataFolder, given: Given, *, serve: bool) -> AsyncIterator[House]:
    """Open what fetches: services run apart as they are told, else with leave to reach feeds of our own."""
    async with AsyncExitStack() as stack:
        if is_apart():
            yield (await stack.enter_async_context(open_existing(folder, given)))[0]
            return
        planned = last_plan(folder)
        plan = planned(
            stack.enter_context(
                open_stack(folder, database_url=given.database_url, redis_url=given.redis_url)
            )
        )
        trusted = await _served(stack, plan) if serve else served_elsewhere(plan.folder)
        yield await stack.enter_async_context(open_plainly(given, replace(plan, trusted=trusted)))


async def _served(stack: AsyncExitStack, plan: Plan) -> frozenset[str]:
    """Serve the feeds of our own meanwhile, unless a running `acquaint up` does; return their origins."""
    try:
        return (await stack.enter_async_context(watched(plan.choice, plan.folder, system_clock))).trusted
    except Trouble:
        return served_elsewhere(plan.folder)


async def _poll_shown(events: Runtime, ids: list[str] | None) -> list[Report]:
    total = len(ids or await list_sources(events.db, limit=MOST))
    with progress_bar() as bar:
        task = bar.add_task("reading", total=total)
        return await events.poller.poll_now(
            ids, lambda it: bar.update(task, advance=1, description=it.source.spec.title)
        )


def served_elsewhere(folder: Path) -> frozenset[str]:
    """Return the origin that a running `acquaint up` serves this choice's feeds from."""
    catalogue = folder / "catalogue.toml"
    lines = catalogue.read_text().splitlines() if catalogue.exists() else []
    origins = {line.partition("http://")[2].partition("/")[0] for line in lines if "http://" in line}
    return frozenset(origins - {""})


def _table(reports: list[Report]) -> Table:
    table = Table("source", "outcome", "listings", "rejected", "new events", "changed", "merged")
    for each in reports:
        written = each.written
        figures = (each.listings, each.rejected, written.created, written.updated, written.merged)
        table.add_row(each.source.spec.title, each.outcome, *map(str, figures))
    return table
