"""`acquaint bench people`."""

import resource
from collections.abc import Sequence

import numpy as np
from rich.progress import track
from rich.table import Table
from threadpoolctl import threadpool_limits

from deploy.local.bench.crowd import NOW
from deploy.local.bench.everyone import fill, floor_s
from deploy.local.bench.everyone import measure as measure_everyone
from deploy.local.bench.house import own_postgres
from deploy.local.bench.people import Spread, Timed, everyone, measure
from deploy.local.terminal import console
from services.matching.app import MIGRATIONS
from services.matching.composition import load_language, open_runtime
from services.matching.recommend.arrays import Block
from services.matching.settings import MatchingSettings
from shared.db.migrate import migrate
from shared.kernel.collector import spare_what_is_loaded

ROSTERS = (500, 10_000)


def people(rounds: int) -> None:
    """Print what a list costs in rosters of 500 and 10,000, and what the lists of all 10,000 do."""
    load_language()
    spare_what_is_loaded()  # as the service does, before it builds a roster
    with threadpool_limits(1, "blas"):  # as the service does
        table = Table(
            "people", "built s", "floor", "interest", "scored", "list", "scored / floor", title="One list, ms"
        )
        found = [measure(size, rounds) for size in ROSTERS]
        for timed in found:
            table.add_row(*_row(timed))
        console.print(table, _beside(found))
        most = ROSTERS[-1]
        seconds = max(track(everyone(most), "all lists", total=most, console=console, transient=True))
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        console.print(
            f"All {most:,} lists: {seconds:.1f} s, {most / seconds:,.0f} a second; {held:,.0f} MB at most."
        )


def _beside(found: Sequence[Timed]) -> Table:
    table = Table("people", "beside", "ms", title="The likest twenty of one person, by others")
    for timed in found:
        for name, took in timed.beside:
            table.add_row(f"{timed.people:,}", name, took if isinstance(took, str) else _shown(took))
    return table


def _row(timed: Timed) -> tuple[str, ...]:
    spreads = (timed.floor, timed.interest, timed.scored, timed.listed)
    ratio = timed.scored.median / timed.floor.median
    return f"{timed.people:,}", f"{timed.build_s:.1f}", *map(_shown, spreads), f"{ratio:.1f}"


def _shown(spread: Spread) -> str:
    return f"{spread.median * 1000:.3f} ({spread.least * 1000:.3f}-{spread.most * 1000:.3f})"


def _mean(shares: Block) -> str:
    """Return a mean with its standard error."""
    return f"{shares.mean():.3f} ± {shares.std() / len(shares) ** 0.5:.3f}"


async def everyone_scope(people: int, asking: int) -> None:
    """Print what a list out of so many people costs on Postgres, and how much of the best it holds."""
    with own_postgres() as stack, console.status(f"writing {people:,} people …"):
        dsn = stack.database_url("people")
        await migrate(dsn, MIGRATIONS)
        settings = MatchingSettings(database_url=dsn)
        async with open_runtime(settings, clock=lambda: NOW) as runtime:
            centres, askers = await fill(runtime, people, asking)
            spare_what_is_loaded()  # as the service does
            found = await measure_everyone(runtime, people, askers)
    seconds = sorted(floor_s(centres) for _ in range(21))
    middle, late = np.percentile(found.seconds, [50, 95]) * 1000
    console.print(
        f"Out of {people:,}, read in {found.read_s:.1f} s: p50 {middle:.0f} ms, p95 {late:.0f} ms; "
        f"{found.batch_a_second:.1f} lists a second together; "
        f"recall@5 {_mean(found.at_5)}, @10 {_mean(found.at_10)}; of the {found.in_order.sum()} of "
        f"{len(found.in_order)} lists not in random order @5 {_mean(found.at_5[found.in_order])}. "
        f"Floor, one matrix × vector over all: {seconds[10] * 1000:.2f} ms."
    )
