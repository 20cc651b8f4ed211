"""From what was asked for to an open house: stores, choice of sources, services."""

import json
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path

from deploy.local.folders import DataFolder
from deploy.local.given import Given
from deploy.local.house import House, Plan, open_house, open_services
from deploy.local.servers.stack import Stack, open_stack
from deploy.local.sources.choice import Choice
from deploy.local.trouble import Trouble
from services.events.settings import EventsSettings
from services.gateway.settings import GatewaySettings
from services.matching.settings import MatchingSettings
from shared.kernel.errors import AppError

APART = ("EVENTS_DATABASE_URL", "MATCHING_DATABASE_URL", "GATEWAY_DATABASE_URL")


def is_apart() -> bool:
    """Tell whether the variables of the services name their databases: then these run apart."""
    return all(os.environ.get(it) for it in APART)


@asynccontextmanager
async def open_existing(folder: DataFolder, given: Given) -> AsyncIterator[tuple[House, Plan | None]]:
    """Open what `acquaint up` last ran on, for a command beside it or after it.

    Where the variables of the services name their databases, it is these, run apart; there is no plan then.

    Raises:
        Trouble: nothing was ever run on this data folder, or a store cannot be reached.
    """
    if is_apart():
        async with open_services(EventsSettings(), MatchingSettings(), GatewaySettings()) as house:
            yield house, None
        return
    planned = last_plan(folder)
    with open_stack(folder, database_url=given.database_url, redis_url=given.redis_url) as stack:
        plan = planned(stack)
        async with open_plainly(given, plan) as house:
            yield house, plan


@asynccontextmanager
async def open_plainly(given: Given, plan: Plan) -> AsyncIterator[House]:
    """Open the house; when a store cannot be reached, say which one was meant."""
    async with AsyncExitStack() as stack:
        try:
            house = await stack.enter_async_context(open_house(plan))
        except AppError as error:
            name = "DATABASE_URL" if given.database_url else "The embedded Postgres"
            raise Trouble(f"{name}: {error.in_full}") from error
        yield house


def remember(folder: DataFolder, choice: Choice, public_url: str) -> None:
    """Note what this data folder was last run on, and where people reached it."""
    place = str(choice.folder) if choice.folder else None
    noted = {"kind": choice.kind, "scope": choice.scope, "folder": place, "public_url": public_url}
    (folder.root / "last.json").write_text(json.dumps(noted), encoding="utf-8")


def last_plan(folder: DataFolder) -> Callable[[Stack], Plan]:
    """Return what this data folder was last run on, for when its stores are open.

    Raises:
        Trouble: nothing yet.
    """
    try:
        noted = json.loads((folder.root / "last.json").read_text(encoding="utf-8"))
        place = Path(noted["folder"]) if noted["folder"] else None
        choice = Choice(noted["kind"], noted["scope"], "last run on", place)
    except (OSError, ValueError, KeyError):
        raise Trouble(
            f"There is nothing in {folder.root} yet: run `acquaint up` first, name another folder "
            f"by --data, or the databases of services that run apart by {', '.join(APART)}."
        ) from None
    return partial(Plan, choice=choice, folder=folder.scope(choice.scope), public_url=noted["public_url"])
