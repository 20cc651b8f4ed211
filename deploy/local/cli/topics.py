"""`acquaint topics …`, for whoever runs this installation."""

from pathlib import Path
from typing import Annotated

import typer

from deploy.local.cli.evaluate import show

topics_app = typer.Typer(help="What events are about.", no_args_is_help=True)


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
    from deploy.evaluation.topics.fit import fit  # noqa: PLC0415

    show(lambda: fit(folders, out))
