"""`acquaint bench …`."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson
from rich.table import Table

from deploy.local.bench.floors import FORMATS
from deploy.local.bench.house import open_house, own_postgres
from deploy.local.bench.ingest import measure, summed
from deploy.local.bench.lump import take, take_one
from deploy.local.bench.politeness.marks import marks
from deploy.local.bench.politeness.weeks import DAYS, live
from deploy.local.terminal import console
from services.events.app import MIGRATIONS
from shared.db.migrate import migrate
from shared.kernel.clock import system_clock

_TAKEN = (
    "listings kept", "of events", "s", "listings/s", "last tenth, times the first", "service MB more",
    "reader MB at most",
)  # fmt: skip
_COLUMNS = ("format", "sources", "events standing", "µs/event", "of it reading", "floor µs", "events/s")


async def ingest(rounds: int, most: int, report: Path | None) -> None:
    """Print what an event costs from bytes to committed rows, beside a plain parse of the same bytes."""
    with own_postgres() as stack, console.status("measuring …") as status:
        async with open_house(stack, "bench") as house:
            trials = await measure(
                house,
                rounds,
                most,
                lambda it: status.update(
                    f"{it.format}, {it.standing:,} standing: {it.ratio:.2f} × the floor"
                ),
            )
    rows = summed(trials)
    console.print(_table(rows, rounds))
    write(report, rows)


async def ingest_at_once(listings: int, report: Path | None) -> bool:
    """Print what very many listings take in one go, and what one source that has them all comes to.

    Returns whether all are there afterwards.
    """
    now = system_clock()
    with own_postgres() as stack, console.status(f"taking {listings:,} listings …"):
        async with open_house(stack, "lump", lambda: now) as house:
            taken = await take(house, listings, now)
        async with open_house(stack, "one", lambda: now) as house:
            one = await take_one(house, listings, now)
    table = Table(*_TAKEN, title=f"{listings:,} listings in one go")
    table.add_row(
        f"{taken.kept:,}", f"{taken.events:,}", f"{taken.all_s:.0f}", f"{listings / taken.all_s:,.0f}",
        f"{taken.growth:.2f}", f"{taken.service_mb:.0f}", f"{taken.reader_mb:.0f}",
    )  # fmt: skip
    console.print(table)
    console.print(
        f"All of them in one table of one source: {one.outcome}, {one.listings:,} taken, {one.rejected:,} not"
    )
    rest = {"growth": taken.growth, "one_outcome": one.outcome, "one_taken": one.listings}
    write(report, [asdict(taken) | rest])
    return taken.kept == listings


async def politeness(report: Path | None) -> bool:
    """Print the marks that publishers of all manners give the poller; tell whether all were kept."""
    with own_postgres() as stack, console.status(f"living through {DAYS} days …"):
        dsn = stack.database_url("polite")
        await migrate(dsn, MIGRATIONS)
        judged = marks(await live(dsn))
    table = Table("criterion", "kept", "seen", title=f"Politeness over {DAYS} simulated days")
    for mark in judged:
        table.add_row(mark.criterion, "yes" if mark.kept else "NO", mark.seen)
    console.print(table)
    console.print(f"{sum(mark.kept for mark in judged)} of {len(judged)}")
    write(report, [asdict(mark) for mark in judged])
    return all(mark.kept for mark in judged)


def write(report: Path | None, rows: list[dict[str, Any]]) -> None:
    """Write figures as JSON where a file is named."""
    if report is not None:
        report.write_bytes(orjson.dumps(rows, option=orjson.OPT_INDENT_2))


def _table(rows: list[dict[str, Any]], rounds: int) -> Table:
    floors = ", ".join(f"{it.name}: {it.library}, at most {it.target:g} ×" for it in FORMATS)
    table = Table(title=f"Whole pipeline against a plain parse ({floors}); medians of {rounds}")
    for name in _COLUMNS:
        table.add_column(name, justify="left" if name == "format" else "right")
    table.add_column("times the floor (spread)", justify="right")
    for row in rows:
        names = ("sources", "standing", "pipeline_us", "reading_us", "floor_us", "items_per_s")
        spread = f"{row['ratio']:.2f} ({row['ratio_least']:.2f}–{row['ratio_most']:.2f})"
        table.add_row(row["format"], *(f"{row[name]:,}" for name in names), spread)
    return table
