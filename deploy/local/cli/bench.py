"""`acquaint bench …`, for whoever runs this installation."""

from pathlib import Path
from typing import Annotated

import typer

from deploy.local.terminal import fail, run

bench_app = typer.Typer(help="Figures, each beside its floor or its rule.", no_args_is_help=True)


@bench_app.command("ingest")
def bench_ingest(
    rounds: Annotated[int, typer.Option(min=3, max=100)] = 5,
    standing: Annotated[int, typer.Option(min=0, help="measure with so many events there already")] = 10_000,
    listings: Annotated[
        int | None, typer.Option(min=20_000, max=1_000_000, help="take so many in one go instead")
    ] = None,
    json: Annotated[Path | None, typer.Option(help="write the figures here")] = None,
) -> None:
    """Measure the whole pipeline beside a plain parse of the same bytes."""
    from deploy.local.commands import bench as work  # noqa: PLC0415

    if listings is None:
        run(work.ingest(rounds, standing, json))
    elif not run(work.ingest_at_once(listings, json)):
        fail("Listings were lost: see the table.")


@bench_app.command("alerts")
def bench_alerts(
    rounds: Annotated[int, typer.Option(min=1, max=20)] = 3,
    events: Annotated[int, typer.Option(min=1, max=20_000, help="how many come at once")] = 1_000,
) -> None:
    """Measure what a burst of events costs those who follow searches."""
    from deploy.local.commands.bench_alerts import alerts as work  # noqa: PLC0415

    run(work(rounds, events))


@bench_app.command("hostile")
def bench_hostile() -> None:
    """Put hostile documents to the fetching and the reading process; print what each costs."""
    from deploy.local.commands.bench_hostile import hostile  # noqa: PLC0415

    if not hostile():
        fail("A hostile document was lost or cost too much: see the table.")


@bench_app.command("meetings")
def bench_meetings(rounds: Annotated[int, typer.Option(min=1, max=20)] = 3) -> None:
    """Measure what meeting plans cost and are worth, beside greed and chance."""
    from deploy.local.commands.bench_meetings import meetings as work  # noqa: PLC0415

    work(rounds)


@bench_app.command("people")
def bench_people(
    rounds: Annotated[int, typer.Option(min=3, max=1000, help="people whose list is timed")] = 101,
    people: Annotated[
        int | None, typer.Option(min=1000, max=2_000_000, help="out of so many on Postgres instead")
    ] = None,
) -> None:
    """Measure a person's list beside one matrix-vector product over the roster, or over everybody."""
    from deploy.local.commands import bench_people as work  # noqa: PLC0415

    run(work.everyone_scope(people, rounds)) if people else work.people(rounds)


@bench_app.command("search")
def bench_search(
    events: Annotated[
        list[int] | None, typer.Option(help="how many events; may repeat; 10000 and 100000")
    ] = None,
    rounds: Annotated[int, typer.Option(min=10, max=1000, help="queries of each class")] = 60,
    json: Annotated[Path | None, typer.Option(help="write the figures here")] = None,
) -> None:
    """Measure searches beside bare SQL on the same rows, and tantivy if it is installed."""
    from deploy.local.commands.bench_search import search as work  # noqa: PLC0415

    run(work(events or [10_000, 100_000], rounds, json))


@bench_app.command("politeness")
def bench_politeness(
    json: Annotated[Path | None, typer.Option(help="write the marks here")] = None,
) -> None:
    """Score the poller as publishers do, over weeks of simulated time."""
    from deploy.local.commands.bench import politeness as work  # noqa: PLC0415

    if not run(work(json)):
        fail("The poller is not polite in everything: see the table.")
