"""`acquaint up`: the whole product in one process, from nothing to a page in the browser."""

import asyncio
import shlex
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from deploy.local.folders import DataFolder, prepare
from deploy.local.given import Given
from deploy.local.house import House, Plan, settled
from deploy.local.opened import open_plainly, remember
from deploy.local.port import bind
from deploy.local.repeating import until_done
from deploy.local.seeding.seed import seed_people
from deploy.local.servers.locks import claim
from deploy.local.servers.reviving import reviving
from deploy.local.servers.stack import open_stack
from deploy.local.sources.catalogue import Watched, watched
from deploy.local.sources.choice import Choice, choose
from deploy.local.trouble import Trouble
from services.events.sources.model import Source
from services.events.store.sources.sources import list_sources
from shared.kernel.clock import system_clock
from shared.kernel.collector import spare_what_is_loaded
from shared.kernel.errors import AppError
from shared.web.background import serving
from shared.web.serve import settings as served
from shared.web.workers import run_workers

GRACE_S = 5
RUNNING = ".running"
"""The file in the folder of a choice of sources that the process which serves it holds."""
MOST_SOURCES = 1000
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for. `port` 0 picks a free one."""

    port: int
    data: Path
    sources: str
    given: Given


async def up(wish: Wish, console: Console) -> None:
    """Run until SIGINT or SIGTERM.

    Raises:
        Trouble: something about this machine is in the way; its text says what to do.
    """
    stop = _stop_on_signals()
    with bind(wish.port) as listening:
        folder = prepare(wish.data)
        choice = await choose(wish.sources)
        console.print(f"Sources: [bold]{choice.kind}[/] ({choice.why})")
        with (
            _only(folder, choice),
            open_stack(folder, database_url=wish.given.database_url, redis_url=wish.given.redis_url) as stack,
        ):
            remember(folder, choice, _public_url(listening))
            base = Plan(stack, choice, folder.scope(choice.scope), _public_url(listening))
            async with reviving(folder, wish.given, console):
                await _live(base, wish.given, listening, stop, console)
    console.print("Stopped.")


@contextmanager
def _only(folder: DataFolder, choice: Choice) -> Iterator[None]:
    """Let nobody else run these sources on this folder: the letters of both would name one of them."""
    place = folder.scope(choice.scope)
    place.mkdir(exist_ok=True)
    with claim(place / RUNNING) as is_ours:
        if not is_ours:
            raise Trouble(
                f"Acquaint already runs on {place}: use that one, stop it with Ctrl-C or `acquaint stop`, or "
                "choose another folder with --data DIR."
            )
        yield


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    return stop


def _public_url(listening: socket.socket) -> str:
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


async def _live(
    plan: Plan, given: Given, listening: socket.socket, stop: asyncio.Event, console: Console
) -> None:
    async with (
        watched(plan.choice, plan.folder, system_clock) as feeds,
        open_plainly(given, replace(plan, trusted=feeds.trusted)) as house,
        serving(served(house.app, grace_s=GRACE_S), listening),
        _working(house),
    ):
        spare_what_is_loaded()
        begin = partial(_first_time, house, feeds, plan.public_url, console)
        first = asyncio.create_task(until_done(begin, console))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({first, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not stopping.done():
            first.result()
            _say_what_next(plan, console)
            await stopping
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)


@asynccontextmanager
async def _working(house: House) -> AsyncIterator[None]:
    """Run every worker beside the server; on the way out let the rounds that have begun finish."""
    stop = asyncio.Event()
    task = asyncio.create_task(run_workers(house.workers(), stop, grace_s=GRACE_S))
    try:
        yield
    finally:
        stop.set()
        await task


async def _first_time(house: House, feeds: Watched, public_url: str, console: Console) -> None:
    """Load the catalogue, poll what was never polled, and bring in the sample people.

    Doing it again does what is left of it.
    """
    await house.events.load_catalogue(feeds.path)
    fresh = [source for source in await _sources(house) if source.state.last_fetched_at is None]
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    if fresh:
        console.print(f"Answers already, while what is new is read: {public_url}", soft_wrap=True)
    with Progress(*columns, console=console, transient=True) as progress:
        if fresh:
            await _poll(house, fresh, progress)
            await settled(house)
        task = progress.add_task("Sample people", total=None)
        await seed_people(house, lambda: progress.advance(task))
    sources = await _sources(house)
    failed = [source.spec.title for source in sources if source.state.failures > 0]
    console.print(f"{len(sources)} sources, {sum(source.state.listings for source in sources):,} listings")
    if failed:
        more = f" and {len(failed) - _NAMED} more" if len(failed) > _NAMED else ""
        console.print(
            f"Could not be read for now: {', '.join(failed[:_NAMED])}{more}. They are tried again by "
            "themselves; `acquaint sources list` tells why."
        )


async def _poll(house: House, fresh: list[Source], progress: Progress) -> None:
    """Poll with a bar. The workers poll too: the bar counts what either has done."""
    names = {source.id for source in fresh}
    task = progress.add_task("Reading sources", total=len(fresh))
    polling = asyncio.create_task(house.events.poll_now(sorted(names)))
    while not polling.done():
        await asyncio.wait({polling}, timeout=0.2)
        with suppress(AppError):  # the bar alone stands still while every connection is busy
            done = sum(s.id in names and s.state.last_fetched_at is not None for s in await _sources(house))
            progress.update(task, completed=done)
    await polling


async def _sources(house: House) -> list[Source]:
    return await list_sources(house.events.db, limit=MOST_SOURCES)


def _say_what_next(plan: Plan, console: Console) -> None:
    data = plan.folder.parent
    there = "" if data.resolve() == Path("data").resolve() else f" --data {shlex.quote(str(data))}"
    console.print(f"\nAcquaint is at [bold]{plan.public_url}[/]  (API: {plan.public_url}/docs)")
    console.print("  search there, or sign in as one of the sample people and say where you go")
    for command in ("search nursing", "sources list", "digest preview"):
        console.print(f"  .venv/bin/acquaint {command}{there}", soft_wrap=True, highlight=False)
    console.print(f"  letters are written to {plan.outbox}", soft_wrap=True)
    console.print(f"Ctrl-C stops everything, and so does .venv/bin/acquaint stop{there}.\n", soft_wrap=True)
