"""`acquaint keys …`, for whoever runs this installation."""

from typing import Annotated

import typer

from deploy.local.terminal import DATA, Data, given, run

keys_app = typer.Typer(help="Keys of partners.", no_args_is_help=True)


@keys_app.command("create")
def keys_create(
    partner: Annotated[str, typer.Argument(help="whose it is; keys of one partner share its webhooks")],
    *,
    data: Data = DATA,
    scopes: Annotated[
        list[str] | None,
        typer.Option("--scopes", help="may repeat; imports, keys, people, reports, webhooks"),
    ] = None,
    test: Annotated[bool, typer.Option("--test", help="begin it with ack_test_")] = False,
) -> None:
    """Make a key and print it; it is not shown again."""
    from deploy.local.commands.keys import create as work  # noqa: PLC0415

    run(work(data, given(), partner, scopes or ["webhooks"], live=not test))


@keys_app.command("list")
def keys_list(data: Data = DATA) -> None:
    """Show whose keys there are, and when they were used."""
    from deploy.local.commands.keys import show as work  # noqa: PLC0415

    run(work(data, given()))


@keys_app.command("revoke")
def keys_revoke(key_id: Annotated[str, typer.Argument(metavar="ID")], data: Data = DATA) -> None:
    """End a key at once."""
    from deploy.local.commands.keys import revoke as work  # noqa: PLC0415

    run(work(data, given(), key_id))
