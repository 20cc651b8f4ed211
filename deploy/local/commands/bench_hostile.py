"""`acquaint bench hostile`: what each hostile document comes to, in seconds and megabytes."""

import asyncio

from rich.table import Table

from deploy.hostile.corpus import corpus
from deploy.hostile.measure import Cost, measure
from deploy.local.terminal import console

MOST_S = 10.0
MOST_MB = 256.0


def hostile() -> bool:
    """Print the table and the worst; tell whether each ended as it should, and within the bounds."""
    table = Table(title="Hostile documents")
    for name in ("document", "bytes", "outcome", "CPU s", "peak MB"):
        table.add_column(name, justify="left" if name in {"document", "outcome"} else "right")
    with console.status("reading …") as status:
        costs = asyncio.run(measure(corpus().values(), lambda each: status.update(f"read {each.name}")))
    for each in costs:
        table.add_row(each.name, f"{each.size:,}", each.ends, f"{each.seconds:.2f}", f"{each.peak_mb:.0f}")
    console.print(table)
    _summary(costs)
    return all(map(_is_bounded, costs))


def _is_bounded(each: Cost) -> bool:
    return each.is_as_expected and each.seconds <= MOST_S and each.peak_mb <= MOST_MB


def _summary(costs: list[Cost]) -> None:
    slowest = max(costs, key=lambda each: each.seconds)
    largest = max(costs, key=lambda each: each.peak_mb)
    over = [each.name for each in costs if not _is_bounded(each)]
    console.print(f"{len(costs)} documents; the slowest took {slowest.seconds:.1f} s ({slowest.name}).")
    rest = f"of which {largest.rest_mb:.0f} MB are there at rest"
    console.print(f"The most memory was {largest.peak_mb:.0f} MB ({largest.name}), {rest}.")
    for each in costs:
        if not each.is_as_expected:
            console.print(f"{each.name} ended as {each.ends}, and should as {each.expected}.")
    console.print(f"Other ends, or over {MOST_S:g} s or {MOST_MB:g} MB: {', '.join(over) or 'none'}.")
