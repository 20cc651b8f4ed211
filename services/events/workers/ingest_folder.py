"""Runs every file of a folder through the reading process and resolution, and reports on each.

Behind `acquaint ingest DIR --report out.json`. Nothing is stored.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Final

import orjson
from rich.console import Console
from rich.table import Table

from services.events.ingest.model import Outcome, ReadContext, Reading, Rejected
from services.events.ingest.parse.document import MAX_BYTES
from services.events.ingest.reader_protocol import Answer
from services.events.ingest.report import FileReport, FolderReport, Totals, file_report, folder_report
from services.events.ingest.resolve.identity import resolve
from services.events.ingest.resolve.model import Sighting
from services.events.workers.reader import DocumentReader
from shared.kernel.errors import AppError, Kind

LOOK_BACK: Final = timedelta(days=30)
LOOK_AHEAD: Final = timedelta(days=550)
_TRUST: Final = 50

OnFile = Callable[[FileReport], None]


async def ingest_folder(folder: Path, now: datetime, *, on_file: OnFile | None = None) -> FolderReport:
    """Read every file below the folder. Events that do not recur are kept whatever their date.

    Raises:
        AppError: `folder_missing` or `folder_empty`, with what to do.
    """
    paths = await asyncio.to_thread(_files, folder)
    files: list[FileReport] = []
    sightings: list[Sighting] = []
    async with DocumentReader.open() as reader:
        for path in paths:
            name = path.relative_to(folder).as_posix()
            answer = await _read(reader, path, name, now)
            files.append(
                file_report(name, answer.reading, events=0, seconds=answer.seconds, peak_mb=answer.peak_mb)
            )
            sightings += _sightings(name, answer.reading, now)
            if on_file is not None:
                on_file(files[-1])
    events_of = _events_of(sightings)
    counted = [replace(each, events=len(events_of.get(each.path, ()))) for each in files]
    return folder_report(counted, events_of)


async def run(
    folder: Path, now: datetime, *, report: Path | None = None, console: Console | None = None
) -> int:
    """Ingest a folder with progress, print the table, write the report; return how many readings failed."""
    out = console or Console()
    with out.status("reading …") as status:
        found = await ingest_folder(folder, now, on_file=lambda each: status.update(f"reading {each.path}"))
    out.print(as_table(found))
    if report is not None:
        data = orjson.dumps(found.to_data(), option=orjson.OPT_INDENT_2)
        await asyncio.to_thread(report.write_bytes, data)
        out.print(f"Report on {len(found.files)} files: {report}")
    return sum(each.outcome == Outcome.TIMED_OUT or "reader_died" in each.rejected for each in found.files)


def as_table(report: FolderReport) -> Table:
    """Return a row per source folder and one of totals."""
    table = Table(title="Ingest")
    for name in ("source", "files", "outcomes", "listings", "rejected", "events", "seconds", "peak MB"):
        table.add_column(name, justify="left" if name in {"source", "outcomes", "rejected"} else "right")
    for each in report.sources:
        table.add_row(*_cells(each))
    table.add_section()
    table.add_row(*_cells(report.total), style="bold")
    return table


def _cells(each: Totals) -> tuple[str, ...]:
    outcomes = ", ".join(f"{name} {number}" for name, number in each.outcomes.items())
    rejected = ", ".join(f"{reason} {number}" for reason, number in each.rejected.items()) or "–"
    figures = (
        f"{each.listings:,}",
        rejected,
        f"{each.events:,}",
        f"{each.seconds:.2f}",
        f"{each.peak_mb:.0f}",
    )
    return each.name, str(each.files), outcomes, *figures


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise AppError(
            "folder_missing", Kind.INVALID, f"{folder} is not a folder. Name one that holds feed files."
        )
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    if not paths:
        raise AppError("folder_empty", Kind.INVALID, f"{folder} holds no files. Put feed files into it.")
    return paths


async def _read(reader: DocumentReader, path: Path, name: str, now: datetime) -> Answer:
    body = await asyncio.to_thread(_load, path)
    if body is None:
        return Answer(
            Reading(None, Outcome.TOO_LARGE, (), (Rejected("too_many_bytes", "document"),)), 0.0, 0.0
        )
    context = ReadContext(f"file:///{name}", now - LOOK_BACK, now + LOOK_AHEAD)
    return await reader.read_measured(body, context)


def _load(path: Path) -> bytes | None:
    """Return the bytes of a file, None when it is larger than any document we read."""
    return path.read_bytes() if path.stat().st_size <= MAX_BYTES else None


def _sightings(name: str, reading: Reading, now: datetime) -> Iterator[Sighting]:
    for index, listing in enumerate(reading.listings):
        yield Sighting(f"{name}#{index}", name, name, _TRUST, listing, None, now, now)


def _events_of(sightings: list[Sighting]) -> dict[str, frozenset[str]]:
    """Resolve all listings of the folder at once; return the event ids of each file."""
    numbers = count(1)
    found: dict[str, set[str]] = defaultdict(set)
    for cluster in resolve(sightings, lambda: f"evt_{next(numbers):026d}").clusters:
        for sighting in cluster.sightings:
            found[sighting.source_id].add(cluster.event_id)
    return {path: frozenset(ids) for path, ids in found.items()}
