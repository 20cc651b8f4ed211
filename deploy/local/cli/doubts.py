"""`acquaint doubts …`, for whoever runs this installation."""

from typing import Annotated, Literal

import typer

from deploy.local.terminal import DATA, Data, given, run

doubts_app = typer.Typer(help="Listings that may tell of one event.", no_args_is_help=True)


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
