"""`acquaint doctor`: what is well on this machine, what is not, and what to do.

Where the variables of the services name their databases, the services run apart, and it is these that are
looked at.
"""

import shutil
import sys
from pathlib import Path

from rich.markup import escape

from deploy.local.commands.doctor_apart import Check, checks_apart
from deploy.local.folders import prepare
from deploy.local.given import Given
from deploy.local.opened import is_apart, last_plan, open_plainly
from deploy.local.port import bind
from deploy.local.servers.stack import open_stack, without_password
from deploy.local.sources.choice import CATALOGUE, first_answer
from deploy.local.terminal import console
from deploy.local.trouble import Trouble
from services.events.sources.catalogue import parse_catalogue
from shared.kernel.errors import AppError

FREE_BYTES = 500 * 1024 * 1024


async def doctor(data: Path, given: Given, port: int) -> bool:
    """Run every check and print a line for each; return whether all is well."""
    stands = checks_apart() if is_apart() else _checks_here(data, given, port)
    checks = {"Python": _python, **stands, "catalogue": _catalogue, "internet": _internet}
    return all([await report(name, check) for name, check in checks.items()])


def _checks_here(data: Path, given: Given, port: int) -> dict[str, Check]:
    return {
        "data folder": lambda: _data(data),
        "port": lambda: _port(port),
        "stores": lambda: _stores(data, given),
    }


async def report(name: str, check: Check) -> bool:
    """Print a line for one check; return whether all is well with it."""
    try:
        console.print(f"[green]well[/]   {name}: {await check()}")
    except (Trouble, AppError) as error:
        told = error.in_full if isinstance(error, AppError) else error
        console.print(f"[red]wrong[/]  {name}: {escape(str(told))}")
        return False
    return True


async def _python() -> str:
    return sys.version.split()[0]


async def _data(data: Path) -> str:
    folder = prepare(data)
    free = shutil.disk_usage(folder.root).free
    if free < FREE_BYTES:
        raise Trouble(
            f"only {free // 2**20} MB are free in {folder.root}: make room, or choose another --data."
        )
    return f"{folder.root} can be written, {free // 2**30} GB free"


async def _port(port: int) -> str:
    bind(port).close()
    return f"{port} is free"


async def _stores(data: Path, given: Given) -> str:
    folder = prepare(data)
    with open_stack(folder, database_url=given.database_url, redis_url=given.redis_url) as stack:
        try:
            plan = last_plan(folder)(stack)
        except Trouble:
            return "they start; nothing is in them yet"
        async with open_plainly(given, plan):
            return f"{without_password(stack.server_url)} answers"


async def _catalogue() -> str:
    return f"{len(parse_catalogue(CATALOGUE.read_text()))} public sources listed"


async def _internet() -> str:
    answered = await first_answer([spec.url for spec in parse_catalogue(CATALOGUE.read_text())])
    return f"{answered} answers" if answered else "no public source answers; the samples need none"
