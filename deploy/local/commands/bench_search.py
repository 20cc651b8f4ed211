"""`acquaint bench search`."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.table import Table

from deploy.local.bench.house import own_postgres
from deploy.local.bench.search.agreement import Agreed, agreed
from deploy.local.bench.search.classes import classes, windowed
from deploy.local.bench.search.corpus import Corpus
from deploy.local.bench.search.filling import fill, patient
from deploy.local.bench.search.measure import Times, Turns, by_turns, late, measure, middle
from deploy.local.bench.search.peer import Peer
from deploy.local.commands.bench import write
from deploy.local.terminal import console
from services.events.app import MIGRATIONS
from services.events.composition import open_runtime
from services.events.settings import EventsSettings
from shared.db.migrate import migrate
from shared.kernel.clock import system_clock
from shared.kernel.collector import spare_what_is_loaded

_AGREEMENT = "The first twenty, of a window and of all time"
_SAME = ("all twenty as without a window", "shared with the best by rank", "the same where by time")
_COLUMNS = (
    "class",
    "ours p50",
    "p95",
    "of it our CPU",
    "bare SQL p50",
    "p95",
    "times bare SQL",
    "tantivy p50",
    "p95",
    "by turns: ours p50",
    "bare SQL p50",
    "times bare SQL",
)
_TURNS_SEED = 17
"""Of the questions that are asked by turns: not those that have just been asked."""


async def search(events: list[int], rounds: int, report: Path | None) -> None:
    """Print what each class of query costs at each number of events, in milliseconds."""
    rows: list[dict[str, Any]] = []
    now = system_clock()
    for count in events:
        with own_postgres() as stack, TemporaryDirectory() as folder:
            dsn = stack.database_url("search")
            await migrate(dsn, MIGRATIONS)
            peer = Peer(Path(folder))
            with console.status(f"writing {count:,} events …"):
                async with patient(dsn) as db:
                    filled = await fill(db, lambda: now, Corpus(now), count, peer)
            async with open_runtime(EventsSettings(database_url=dsn), clock=lambda: now) as runtime:
                spare_what_is_loaded()  # as every process that serves does
                table = Table(*_COLUMNS, title=f"{count:,} events, {filled.coming:,} of them ahead; ms")
                others = classes(filled, now, rounds, _TURNS_SEED)
                for (name, questions), (_, turned) in zip(classes(filled, now, rounds), others, strict=True):
                    with console.status(name):
                        times = await measure(runtime, peer, name, questions)
                        turns = await by_turns(runtime, turned)
                    figures = _figures(times) | _turned(turns)
                    table.add_row(*_row(times, figures))
                    rows.append({"events": count, "class": name, **figures})
                agreement = Table("words in", "from a window", "by time", *_SAME, title=_AGREEMENT)
                for name, words in windowed(filled, 2 * rounds):
                    agreement.add_row(name, *_agreement(await agreed(runtime, words)))
        console.print(table, agreement)
        if not peer.is_there:
            console.print("tantivy is not installed: pip install tantivy, to have it beside.")
    write(report, rows)


def _agreement(agreed: Agreed) -> tuple[str, ...]:
    by_time = sum(it.is_by_time for it in agreed.words)
    shares = (agreed.whole, *(agreed.ranked(is_by_time=is_by_time) for is_by_time in (False, True)))
    return str(len(agreed.words)), str(by_time), *(f"{share:.1%}" for share in shares)


def _figures(times: Times) -> dict[str, float]:
    ratio = middle(times.ours) / middle(times.floor)
    named = {"ours": times.ours, "cpu": times.cpu, "floor": times.floor, "tantivy": times.peer}
    figures = {f"{name}_p50": middle(some) for name, some in named.items()}
    return figures | {f"{name}_p95": late(some) for name, some in named.items()} | {"ratio": ratio}


def _turned(turns: Turns) -> dict[str, float]:
    ours, floor = middle(turns.ours), middle(turns.floor)
    return {"turns_ours_p50": ours, "turns_floor_p50": floor, "turns_ratio": ours / floor}


def _row(times: Times, told: Mapping[str, float]) -> tuple[str, ...]:
    names = ("ours_p50", "ours_p95", "cpu_p50", "floor_p50", "floor_p95")
    peer = [f"{told[name]:.2f}" if times.peer else "-" for name in ("tantivy_p50", "tantivy_p95")]
    turned = [f"{told[name]:.2f}" for name in ("turns_ours_p50", "turns_floor_p50", "turns_ratio")]
    return times.name, *(f"{told[name]:.2f}" for name in names), f"{told['ratio']:.2f}", *peer, *turned
