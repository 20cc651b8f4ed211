"""`acquaint reports …`, for whoever runs this installation."""

from typing import Annotated, Literal

import typer

from deploy.local.terminal import DATA, Data, given, run

reports_app = typer.Typer(help="People, events and sources that somebody reported.", no_args_is_help=True)


@reports_app.command("list")
def reports_list(
    data: Data = DATA,
    limit: Annotated[int, typer.Option(min=1, max=500)] = 50,
    *,
    settled: Annotated[bool, typer.Option(help="those settled instead, the newest first")] = False,
) -> None:
    """Show what waits to be settled, the oldest first."""
    from deploy.local.commands.reports import show as work  # noqa: PLC0415

    run(work(data, given(), limit, settled=settled))


@reports_app.command("settle")
def reports_settle(
    report: str,
    outcome: Annotated[Literal["upheld", "dismissed"], typer.Argument()],
    data: Data = DATA,
    note: Annotated[str, typer.Option(help="what was done, for who reported it")] = "",
) -> None:
    """Say of a report, by its id, whether it was right."""
    from deploy.local.commands.reports import settle as work  # noqa: PLC0415

    run(work(data, given(), report, outcome, note))
