"""`acquaint sources …`, for whoever runs this installation."""

from typing import Annotated, Literal

import typer

from deploy.local.terminal import DATA, Data, given, run

sources_app = typer.Typer(help="What is watched.", no_args_is_help=True)


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
