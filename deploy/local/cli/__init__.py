"""The `acquaint` command. Each command imports what it needs when it runs, so that `--help` is quick."""

from pathlib import Path
from typing import Annotated

import typer

from deploy.local.cli.bench import bench_app
from deploy.local.cli.digest import digest_app
from deploy.local.cli.doubts import doubts_app
from deploy.local.cli.evaluate import evaluate_app
from deploy.local.cli.keys import keys_app
from deploy.local.cli.messages import messages_app
from deploy.local.cli.model import model_app
from deploy.local.cli.organisers import organisers_app
from deploy.local.cli.people import people_app
from deploy.local.cli.reports import reports_app
from deploy.local.cli.sources import sources_app
from deploy.local.cli.topics import topics_app
from deploy.local.terminal import DATA, Data, Email, console, fail, given, run
from deploy.local.trouble import Trouble
from shared.kernel.collector import look_seldom

app = typer.Typer(
    help="Acquaint finds the events worth your time, and the people worth meeting there.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(sources_app, name="sources")
app.add_typer(digest_app, name="digest")
app.add_typer(doubts_app, name="doubts")
app.add_typer(reports_app, name="reports")
app.add_typer(organisers_app, name="organisers")
app.add_typer(messages_app, name="messages")
app.add_typer(model_app, name="model")
app.add_typer(topics_app, name="topics")
app.add_typer(evaluate_app, name="evaluate")
app.add_typer(keys_app, name="keys")
app.add_typer(people_app, name="people")
app.add_typer(bench_app, name="bench")


@app.callback()
def command() -> None:
    """Prepare for loading what a command needs."""
    look_seldom()


@app.command()
def up(
    data: Data = DATA,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 picks a free one")] = 8000,
    sources: Annotated[str, typer.Option(metavar="auto|real|samples|DIR")] = "auto",
) -> None:
    """Run the whole product in one process."""
    from deploy.local.up import Wish  # noqa: PLC0415
    from deploy.local.up import up as work  # noqa: PLC0415

    run(work(Wish(port, data, sources, given()), console))


@app.command()
def stop(data: Data = DATA) -> None:
    """Stop the product, wherever it was started, and the stores that a killed one left running."""
    from deploy.local.stop import stop as work  # noqa: PLC0415

    try:
        work(data, console)
    except Trouble as trouble:
        fail(str(trouble))


@app.command()
def search(
    words: Annotated[list[str] | None, typer.Argument(help="what it is about")] = None,
    data: Data = DATA,
    near: Annotated[str | None, typer.Option(help="a place, or lat,lon")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 20,
) -> None:
    """Find coming events."""
    from deploy.local.commands.find import search as work  # noqa: PLC0415

    run(work(data, given(), " ".join(words or ()), near, limit))


@app.command()
def ingest(
    folder: Path,
    report: Annotated[Path | None, typer.Option(help="write the figures of every file here, as JSON")] = None,
) -> None:
    """Run every file of a folder through the real pipeline; nothing is stored."""
    from deploy.local.commands.find import ingest as work  # noqa: PLC0415

    if run(work(folder, report)):
        fail("Some files could not be read in time: see the table.")


@app.command()
def token(data: Data = DATA, email: Email = None) -> None:
    """Print a session token."""
    from deploy.local.commands.people import token as work  # noqa: PLC0415

    run(work(data, given(), email))


@app.command()
def doctor(data: Data = DATA, port: int = 8000) -> None:
    """Check this machine and say what is wrong and how to mend it."""
    from deploy.local.commands.doctor import doctor as work  # noqa: PLC0415

    if not run(work(data, given(), port)):
        raise typer.Exit(1)


@app.command()
def openapi(
    *,
    check: Annotated[bool, typer.Option("--check", help="write nothing; fail where files differ")] = False,
    folder: Annotated[Path, typer.Option()] = Path("docs/openapi"),
) -> None:
    """Write the OpenAPI documents of the three services."""
    from deploy.local.commands.openapi import differing, write  # noqa: PLC0415

    if not check:
        write(folder)
    elif stale := differing(folder):
        fail(f"These differ from the code: {', '.join(stale)}. Run make openapi and read the difference.")
