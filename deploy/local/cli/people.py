"""`acquaint people …`, for whoever runs this installation."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from deploy.local.terminal import DATA, Data, given, run

people_app = typer.Typer(help="Attendees whom an organiser brings.", no_args_is_help=True)


@people_app.command("import")
def people_import(
    file: Annotated[Path, typer.Argument(help="CSV, or NDJSON, as POST /v1/partner/imports takes it")],
    partner: Annotated[str, typer.Option(help="who brings them, by the name that their keys bear")],
    *,
    data: Data = DATA,
    kind: Annotated[Literal["people", "attendance"], typer.Option()] = "people",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="look at every line and keep nothing")] = False,
) -> None:
    """Bring people and their attendance; say of each line that is not taken why."""
    from deploy.local.commands.people_import import Wish, bring  # noqa: PLC0415

    run(bring(data, given(), Wish(file, partner, kind, dry_run)))
