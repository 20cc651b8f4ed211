"""`acquaint evaluate …`: how good the answers are, by the very code that serves, on labelled data."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import RenderableType

from deploy.local.terminal import console, fail, run
from shared.kernel.errors import AppError


def _with_folder(path: Path) -> Path:
    """Make the folder of a file to write, before the work and not after it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise typer.BadParameter(
            f"{path.parent} can't be made: {error.strerror}. Name a folder that can."
        ) from error
    return path


evaluate_app = typer.Typer(help="How good the answers are, on labelled data.", no_args_is_help=True)


@evaluate_app.command()
def dedupe(
    *,
    data: Annotated[
        Path, typer.Option(metavar="DIR", help="holds records.csv; pairs.csv and urls.csv if any")
    ],
    out: Annotated[
        Path, typer.Option(help="write every decision here, as CSV", dir_okay=False, callback=_with_folder)
    ] = Path("decisions.csv"),
    urls: Annotated[bool, typer.Option("--urls", help="let the links of urls.csv speak, too")] = False,
    fit: Annotated[
        bool,
        typer.Option("--fit", help="fit the weights of the comparison anew, and judge them half by half"),
    ] = False,
) -> None:
    """Find the records that tell of one event, and score that against labelled pairs."""
    from deploy.evaluation.dedupe.evaluate import evaluate  # noqa: PLC0415
    from deploy.evaluation.dedupe.fit import fit_weights  # noqa: PLC0415

    if fit:
        show(lambda: fit_weights(data))
    show(lambda: evaluate(data, out, with_urls=urls))


@evaluate_app.command()
def topics(
    *,
    train: Annotated[
        list[Path],
        typer.Option(metavar="DIR", help="topic files to learn from, as 2025/python.json; may repeat"),
    ],
    test: Annotated[list[Path], typer.Option(metavar="DIR", help="topic files to be judged on; may repeat")],
    out: Annotated[
        Path,
        typer.Option(
            help="write what is told of each name here, as CSV", dir_okay=False, callback=_with_folder
        ),
    ] = Path("predictions.csv"),
) -> None:
    """Tell the topic of conferences by their names alone, and score that."""
    from deploy.evaluation.topics.evaluate import evaluate  # noqa: PLC0415

    show(lambda: evaluate(train, test, out))


@evaluate_app.command()
def search(
    *,
    data: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="holds dedup/records.csv and feeds, for the queries on real data"),
    ] = None,
    out: Annotated[
        Path,
        typer.Option(
            help="write the place of each query here, as CSV", dir_okay=False, callback=_with_folder
        ),
    ] = Path("places.csv"),
) -> None:
    """Ask the search what people remember of events, and score at which place it gives them."""
    from deploy.local.search_quality.evaluate import evaluate  # noqa: PLC0415

    show(lambda: run(evaluate(data, out)))


def show(work: Callable[[], RenderableType]) -> None:
    """Print what a judging comes to; expected trouble becomes one line and exit code 1."""
    try:
        console.print(work())
    except AppError as error:
        fail(error.in_full)


@evaluate_app.command()
def series(
    *,
    data: Annotated[
        Path,
        typer.Option(metavar="DIR", help="a folder of feeds, of any kind", exists=True, file_okay=False),
    ],
    out: Annotated[
        Path,
        typer.Option(
            help="write every series with what was told here, as CSV", dir_okay=False, callback=_with_folder
        ),
    ] = Path("series.csv"),
) -> None:
    """Hide the last edition of every series in a folder of feeds, and foretell its day."""
    from deploy.evaluation.series import evaluate  # noqa: PLC0415

    show(lambda: asyncio.run(evaluate(data, out)))


Task = Annotated[Path, typer.Option("--data", metavar="DIR", help="a folder of labelled people")]
Split = Annotated[str, typer.Option(metavar="train|dev|test", help="whose lists")]
Filled = Annotated[Literal["full", "tags"], typer.Option("--profile", help="all fields, or interests alone")]
Like = Annotated[
    str | None, typer.Option("--like", metavar="NAME", help="read a folder of another name as this task")
]
Run = Annotated[Path, typer.Option(help="write the run file here", dir_okay=False, callback=_with_folder)]


@evaluate_app.command()
def people(  # noqa: PLR0913 - its options
    *,
    data: Task,
    split: Split = "dev",
    profile: Filled = "full",
    out: Run = Path("run.tsv"),
    fair: Annotated[bool, typer.Option("--fair", help="share attention out, as the service does")] = False,
    novelty: Annotated[
        float | None, typer.Option(min=0, max=1, help="order lists by the dial from like to unlike")
    ] = None,
    like: Like = None,
) -> None:
    """Say whom to meet to each person of a split, as the service would."""
    from deploy.evaluation.people.lists import evaluate  # noqa: PLC0415

    show(lambda: evaluate(data, split, profile, out, console, fair=fair, novelty=novelty, like=like))


@evaluate_app.command()
def events(
    data: Task, split: Split = "dev", profile: Filled = "full", out: Run = Path("run.tsv"), like: Like = None
) -> None:
    """Say which coming events suit each person of a split, as the service would."""
    from deploy.evaluation.people.events import evaluate  # noqa: PLC0415

    show(lambda: evaluate(data, split, profile, out, console, like=like))


@evaluate_app.command()
def congestion() -> None:
    """Say what sharing attention out yields where some people are liked by all, in a made-up world."""
    from deploy.evaluation.congestion import evaluate  # noqa: PLC0415

    show(evaluate)


@evaluate_app.command()
def attention(
    people: Annotated[int, typer.Option(min=30, max=10_000, help="invented people of one event")] = 500,
    novelty: Annotated[float | None, typer.Option(min=0, max=1, help="where dials were turned to")] = None,
    turned: Annotated[float, typer.Option(min=0, max=1, help="share of people who turned theirs")] = 1.0,
) -> None:
    """Say how evenly the people of an event are shown in the lists of all, as far as one reads."""
    from deploy.local.bench.attention import evaluate  # noqa: PLC0415

    show(lambda: evaluate(people, novelty, turned))


@evaluate_app.command()
def reciprocal(
    data: Task, split: Split = "dev", profile: Filled = "full", out: Run = Path("run.tsv"), like: Like = None
) -> None:
    """Say how likely each pair of a split are both glad to have met, as the service would."""
    from deploy.evaluation.people.reciprocal import evaluate  # noqa: PLC0415

    show(lambda: evaluate(data, split, profile, out, console, like=like))


@evaluate_app.command()
def learning() -> None:
    """Say what is learnt of answers in invented worlds of known truth, and how often by mistake."""
    from deploy.evaluation.learning import evaluate  # noqa: PLC0415

    for table in evaluate():
        console.print(table)
