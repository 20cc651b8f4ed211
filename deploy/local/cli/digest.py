"""`acquaint digest …`, for whoever runs this installation."""

from pathlib import Path
from typing import Annotated

import typer

from deploy.local.terminal import DATA, Data, Email, given, run


def _writable_folder(path: Path | None) -> Path | None:
    """Make the folder and write in it, before letters count as sent that cannot be written there."""
    try:
        if path is not None:
            path.mkdir(parents=True, exist_ok=True)
            probe = path / ".probe"
            probe.write_bytes(b"")
            probe.unlink()
    except OSError as error:
        raise typer.BadParameter(
            f"{path} can't be written: {error.strerror}. Name another folder; no letter was made."
        ) from error
    return path


digest_app = typer.Typer(help="The weekly e-mail.", no_args_is_help=True)


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
    to_dir: Annotated[
        Path | None,
        typer.Option(
            help="write .eml files here instead of sending; they count as sent", callback=_writable_folder
        ),
    ] = None,
    email: Annotated[str | None, typer.Option(help="only to this address")] = None,
) -> None:
    """Send the weekly e-mails that are due."""
    from deploy.local.commands.people import Sending  # noqa: PLC0415
    from deploy.local.commands.people import send as work  # noqa: PLC0415

    run(work(data, given(), Sending(now, to_dir, email)))
