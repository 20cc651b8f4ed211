"""`acquaint messages …`, for whoever runs this installation."""

import typer

from deploy.local.terminal import DATA, Data, given, run
from shared.contracts.messages import Stream

messages_app = typer.Typer(help="Messages between services that could not be applied.", no_args_is_help=True)


@messages_app.command("list")
def messages_list(data: Data = DATA) -> None:
    """Show which messages could not be applied, by whom, and why."""
    from deploy.local.commands.messages import show as work  # noqa: PLC0415

    run(work(data, given()))


@messages_app.command("replay")
def messages_replay(stream: Stream, data: Data = DATA) -> None:
    """Send those of a stream again, once their cause is mended; whoever had applied one does not again."""
    from deploy.local.commands.messages import replay as work  # noqa: PLC0415

    run(work(data, given(), stream))
