"""`acquaint organisers …`: organisers that were joined, or not, for a person to settle."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from deploy.local.terminal import DATA, Data, console, given, run

organisers_app = typer.Typer(help="Who holds events.", no_args_is_help=True)


@organisers_app.callback()
def organisers() -> None:
    """Who holds events."""


@organisers_app.command()
def settle(
    one: str,
    other: str,
    says: Annotated[Literal["same", "different", "forget"], typer.Argument()],
    data: Data = DATA,
) -> None:
    """Say of two organisers, by their ids, whether they are one; "forget" takes that back."""
    run(_say(data, (one, other), says))


async def _say(data: Path, organisers: tuple[str, str], says: str) -> None:
    """Keep and follow what a person says."""
    from deploy.local.commands.doubts import SAYS  # noqa: PLC0415
    from deploy.local.folders import prepare  # noqa: PLC0415
    from deploy.local.opened import open_existing  # noqa: PLC0415
    from shared.contracts.sources.verdicts import NewOrganiserVerdict  # noqa: PLC0415

    verdict = NewOrganiserVerdict(organiser_ids=organisers, same=SAYS[says], said_by="operator")
    async with open_existing(prepare(data), given()) as (house, _plan):
        done = await house.gateway.events.judge_organisers(verdict)
    console.print(f"Kept. The two are {'one' if done.are_one else 'found each alone'} now.")
