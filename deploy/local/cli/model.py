"""`acquaint model …`: the weights learnt from what came of suggestions, and what they are worth."""

from typing import Annotated

import typer

from deploy.local.terminal import DATA, Data, given, run

model_app = typer.Typer(help="The weights learnt from what came of suggestions.", no_args_is_help=True)


@model_app.command("list")
def show(data: Data = DATA) -> None:
    """Show the fitted weights, how they fared, and which of them serve."""
    from deploy.local.commands.learnt import show as work  # noqa: PLC0415

    run(work(data, given()))


@model_app.command()
def refit(data: Data = DATA) -> None:
    """Fit weights now; they serve only if they are better beyond chance on people not fitted to."""
    from deploy.local.commands.learnt import refit as work  # noqa: PLC0415

    run(work(data, given()))


@model_app.command()
def serve(version: Annotated[str, typer.Argument(help="or: shipped")], data: Data = DATA) -> None:
    """Let fitted weights serve, or the shipped ones again."""
    from deploy.local.commands.learnt import serve as work  # noqa: PLC0415

    run(work(data, given(), version))


@model_app.command()
def uplift(data: Data = DATA) -> None:
    """Show what the serving weights are worth beside the people who keep the shipped ones."""
    from deploy.local.commands.learnt import uplift as work  # noqa: PLC0415

    run(work(data, given()))
