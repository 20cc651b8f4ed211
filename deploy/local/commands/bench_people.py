"""`acquaint bench people`."""

import resource

from rich.progress import track
from rich.table import Table
from threadpoolctl import threadpool_limits

from deploy.local.bench.people import Spread, Timed, everyone, measure
from deploy.local.terminal import console

ROSTERS = (500, 10_000)


def people(rounds: int) -> None:
    """Print what a list costs in rosters of 500 and 10,000, and what the lists of all 10,000 do."""
    with threadpool_limits(1, "blas"):  # as the service does
        table = Table(
            "people", "built s", "floor", "interest", "scored", "list", "scored / floor", title="One list, ms"
        )
        for size in ROSTERS:
            table.add_row(*_row(measure(size, rounds)))
        console.print(table)
        most = ROSTERS[-1]
        seconds = max(track(everyone(most), "all lists", total=most, console=console, transient=True))
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        console.print(
            f"All {most:,} lists: {seconds:.1f} s, {most / seconds:,.0f} a second; {held:,.0f} MB at most."
        )


def _row(timed: Timed) -> tuple[str, ...]:
    spreads = (timed.floor, timed.interest, timed.scored, timed.listed)
    ratio = timed.scored.median / timed.floor.median
    return f"{timed.people:,}", f"{timed.build_s:.1f}", *map(_shown, spreads), f"{ratio:.1f}"


def _shown(spread: Spread) -> str:
    return f"{spread.median * 1000:.3f} ({spread.least * 1000:.3f}-{spread.most * 1000:.3f})"
