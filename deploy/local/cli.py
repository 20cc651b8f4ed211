"""The `acquaint` command. Each command imports what it needs when it runs, so that `--help` is quick."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from deploy.local.commands.evaluate import evaluate_app, show
from deploy.local.commands.model import model_app
from deploy.local.commands.organisers import organisers_app
from deploy.local.keys_cli import keys_app
from deploy.local.people_cli import people_app
from deploy.local.terminal import DATA, Data, console, fail, given, run

app = typer.Typer(
    help="Acquaint finds the events worth your time, and the people worth meeting there.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
sources_app = typer.Typer(help="What is watched.", no_args_is_help=True)
doubts_app = typer.Typer(help="Listings that may tell of one event.", no_args_is_help=True)
digest_app = typer.Typer(help="The weekly e-mail.", no_args_is_help=True)
topics_app = typer.Typer(help="What events are about.", no_args_is_help=True)
bench_app = typer.Typer(help="Figures, each beside its floor or its rule.", no_args_is_help=True)
app.add_typer(sources_app, name="sources")
app.add_typer(digest_app, name="digest")
app.add_typer(doubts_app, name="doubts")
app.add_typer(organisers_app, name="organisers")
app.add_typer(model_app, name="model")
app.add_typer(topics_app, name="topics")
app.add_typer(evaluate_app, name="evaluate")
app.add_typer(keys_app, name="keys")
app.add_typer(people_app, name="people")
app.add_typer(bench_app, name="bench")

Email = Annotated[str | None, typer.Option(help="whose; a sample person by default")]


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
    """Stop embedded stores that a killed process left running."""
    from deploy.local.folders import prepare  # noqa: PLC0415
    from deploy.local.stack import stop_left_over  # noqa: PLC0415

    if not stop_left_over(prepare(data)):
        fail("Acquaint is running on this data folder: stop it with Ctrl-C where it runs.")


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


@topics_app.command("fit")
def topics_fit(
    *,
    folders: Annotated[
        list[Path],
        typer.Option("--from", metavar="DIR", help="labelled names, as 2025/python.json; may repeat"),
    ],
    out: Annotated[Path, typer.Option(help="the head, to be named by EVENTS_TOPIC_HEAD")],
) -> None:
    """Learn topics from labelled names; the services use what EVENTS_TOPIC_HEAD names."""
    from deploy.evaluation.fit_topics import fit  # noqa: PLC0415

    show(lambda: fit(folders, out))


@bench_app.command("ingest")
def bench_ingest(
    rounds: Annotated[int, typer.Option(min=3, max=100)] = 5,
    standing: Annotated[int, typer.Option(min=0, help="measure with so many events there already")] = 10_000,
    json: Annotated[Path | None, typer.Option(help="write the figures here")] = None,
) -> None:
    """Measure the whole pipeline beside a plain parse of the same bytes."""
    from deploy.local.commands.bench import ingest as work  # noqa: PLC0415

    run(work(rounds, standing, json))


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


@sources_app.command("list")
def sources_list(data: Data = DATA) -> None:
    """Show what is watched and how it fares."""
    from deploy.local.commands.sources import show as work  # noqa: PLC0415

    run(work(data, given()))


@sources_app.command("add")
def sources_add(url: str, data: Data = DATA) -> None:
    """Watch one more public feed, calendar or page."""
    from deploy.local.commands.sources import add as work  # noqa: PLC0415

    run(work(data, given(), url))


@sources_app.command("doctor")
def sources_doctor(url: str, data: Data = DATA) -> None:
    """Look at an address: what is found there, what is wrong with it, how to mend it."""
    from deploy.local.commands.sources import look as work  # noqa: PLC0415

    if not run(work(data, given(), url)):
        raise typer.Exit(1)


@sources_app.command("admit")
def sources_admit(
    source_id: str,
    says: Annotated[Literal["yes", "no", "forget"], typer.Argument()] = "yes",
    data: Data = DATA,
) -> None:
    """Let a suggested source in, or refuse it with all that it brought; "forget" takes that back."""
    from deploy.local.commands.sources import admit as work  # noqa: PLC0415

    run(work(data, given(), source_id, says))


@sources_app.command("poll")
def sources_poll(
    ids: Annotated[list[str] | None, typer.Argument(help="source ids; all by default")] = None,
    data: Data = DATA,
) -> None:
    """Read sources now."""
    from deploy.local.commands.sources import poll as work  # noqa: PLC0415

    run(work(data, given(), ids))


@doubts_app.command("list")
def doubts_list(data: Data = DATA, limit: Annotated[int, typer.Option(min=1, max=500)] = 20) -> None:
    """Show the pairs that are neither surely one event nor surely two, the likeliest first."""
    from deploy.local.commands.doubts import show as work  # noqa: PLC0415

    run(work(data, given(), limit))


@doubts_app.command("settle")
def doubts_settle(
    one: str,
    other: str,
    says: Annotated[Literal["same", "different", "forget"], typer.Argument()],
    data: Data = DATA,
) -> None:
    """Say of two listings, by their ids, whether they tell of one event; "forget" takes that back."""
    from deploy.local.commands.doubts import say as work  # noqa: PLC0415

    run(work(data, given(), (one, other), says))


@digest_app.command("preview")
def digest_preview(
    data: Data = DATA,
    email: Email = None,
    html: Annotated[Path | None, typer.Option(help="write the HTML part here")] = None,
) -> None:
    """Show this week's e-mail of one person, as it would be sent now."""
    from deploy.local.commands.people import preview as work  # noqa: PLC0415

    run(work(data, given(), email, html))


@digest_app.command("send")
def digest_send(
    *,
    data: Data = DATA,
    now: Annotated[bool, typer.Option("--now", help="this week's letter to all who have not had it")] = False,
    to_dir: Annotated[Path | None, typer.Option(help="write .eml files here instead")] = None,
    email: Annotated[str | None, typer.Option(help="only to this address")] = None,
) -> None:
    """Send the weekly e-mails that are due."""
    from deploy.local.commands.people import Sending  # noqa: PLC0415
    from deploy.local.commands.people import send as work  # noqa: PLC0415

    run(work(data, given(), Sending(now, to_dir, email)))
