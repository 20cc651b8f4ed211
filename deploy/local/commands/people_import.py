"""`acquaint people import`: the very import that partners use, with a progress bar and a report by line."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from deploy.local.folders import prepare
from deploy.local.given import Given
from deploy.local.opened import open_existing
from deploy.local.terminal import console
from deploy.local.trouble import Trouble
from services.gateway.attendees.lines import CSV, MOST_BYTES, NDJSON, read_lines
from services.gateway.attendees.once import Line
from services.gateway.runtime import Runtime
from services.gateway.store.partners import imports
from services.gateway.store.partners.imports import NewImport
from services.gateway.workers.imports import import_once
from shared.contracts.partners.attendees import Import, ImportKind

_TYPES = {".csv": CSV, ".tsv": CSV, ".ndjson": NDJSON, ".jsonl": NDJSON}
_MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for."""

    file: Path
    partner: str
    kind: ImportKind
    dry_run: bool


async def bring(data: Path, stores: Given, wish: Wish) -> None:
    """Bring everybody of a file, and print what was not taken, with the reason."""
    lines = await asyncio.to_thread(_read, wish)
    async with open_existing(prepare(data), stores) as (house, _plan):
        runtime = house.gateway
        made = NewImport(runtime.ids("imp"), wish.partner, wish.kind, wish.dry_run, lines)
        await imports.add(runtime.db, made, runtime.clock())
        ended = await _follow(runtime, made)
        rejected = await imports.lines(runtime.db, made.id, "rejected", 0, _MOST_SHOWN)
    table = Table("line", "external_id", "why not")
    for one in rejected:
        table.add_row(str(one.line), escape(one.external_id or ""), escape(one.detail or ""))
    if rejected:
        console.print(table)
    taken = "would be taken" if wish.dry_run else "taken"
    console.print(f"{ended.accepted} lines {taken}, {ended.rejected} not")


def _read(wish: Wish) -> tuple[Line, ...]:
    media_type = _TYPES.get(wish.file.suffix.lower())
    if media_type is None:
        raise Trouble(f"{wish.file}: name the file {', '.join(sorted(_TYPES))}, whichever it is.")
    try:
        with wish.file.open("rb") as opened:
            document = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise Trouble(f"{wish.file} cannot be read: {error.strerror}.") from error
    if len(document) > MOST_BYTES:
        raise Trouble(f"{wish.file} is larger than 20 MB: split it.")
    return read_lines(document, media_type, wish.kind)


async def _follow(runtime: Runtime, made: NewImport) -> Import:
    """Deal with the lines, beside the workers of a product that runs, until none waits."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("People", total=len(made.lines))
        while True:
            moved = await import_once(runtime)
            found = await imports.find(runtime.db, made.partner, made.id)
            progress.update(task, completed=found.accepted + found.rejected)
            if found.state != "waiting":
                return found
            if not moved:
                await asyncio.sleep(0.2)
