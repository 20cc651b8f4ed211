"""`acquaint bench meetings`."""

from rich.table import Table

from deploy.local.bench.meetings import ROUNDS, measure
from deploy.local.terminal import console

SIZES: tuple[tuple[int, int, int | None], ...] = (
    (200, 2, None), (200, 2, 40), (2_000, 2, None), (2_000, 2, 400),
    (200, 4, None), (200, 4, 20), (200, 8, None), (2_000, 4, None),
)  # fmt: skip


def meetings(times: int) -> None:
    """Print what a plan of some rounds costs and is worth, beside greed and chance."""
    table = Table(
        "people", "at a table", "tables", "by", "s (least-most)", "meetings", "of a person", "worth of one",
        "of the bound", title=f"{ROUNDS} rounds of meetings; medians of {times}",
    )  # fmt: skip
    for people, size, tables in SIZES:
        for made in measure(people, size, tables, times):
            middle, least, most = made.seconds
            table.add_row(
                f"{people:,}", str(size), str(tables or "enough"), made.name,
                f"{middle:.2f} ({least:.2f}-{most:.2f})", f"{made.meetings:,}",
                f"{made.least}-{made.most}", f"{made.worth:.3f}", f"{made.of_bound:.1%}",
            )  # fmt: skip
    console.print(table)
