"""`acquaint bench ingest`: listings read per second, beside the floor of only decoding the same bytes."""

import json
import statistics
import time
from collections.abc import Callable
from datetime import timedelta

from rich.table import Table

from deploy.local.terminal import console
from deploy.samples.as_json import agenda
from deploy.samples.table import events
from services.events.ingest.model import ReadContext
from services.events.ingest.read import read_document
from services.events.workers.reader_child import load_tools
from shared.kernel.clock import system_clock


def ingest(rounds: int) -> None:
    """Print median and spread of reading the sample agenda, and how many times the floor that is."""
    now = system_clock()
    (body,) = agenda(events(now.date())).values()
    tools = load_tools()
    context = ReadContext("bench:agenda", now - timedelta(days=60), now + timedelta(days=550))
    listings = len(read_document(body, context, tools).listings)
    floor = _seconds(lambda: json.loads(body), rounds)
    read = _seconds(lambda: read_document(body, context, tools), rounds)
    table = Table(
        "what", "median", "least", "most", "listings/s", title=f"{listings} listings, {rounds} rounds"
    )
    for name, seconds in (("json.loads (floor)", floor), ("read_document", read)):
        shown = [
            f"{figure * 1000:.2f} ms" for figure in (statistics.median(seconds), min(seconds), max(seconds))
        ]
        table.add_row(name, *shown, f"{listings / statistics.median(seconds):,.0f}")
    console.print(table)
    console.print(f"{statistics.median(read) / statistics.median(floor):.0f} times the floor")


def _seconds(work: Callable[[], object], rounds: int) -> list[float]:
    work()
    return [_once(work) for _ in range(rounds)]


def _once(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
