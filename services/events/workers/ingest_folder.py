"""Runs every file of a folder through the reading process and resolution, and reports on each.

Behind `acquaint ingest DIR --report out.json`. Nothing is stored.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
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
from services.events.ingest.read.reader_protocol import Answer
from services.events.ingest.read.report import FileReport, FolderReport, Totals, file_report, folder_report
from services.events.ingest.resolve.identity import resolve
from services.events.ingest.resolve.model import Sighting
from services.events.workers.progress import progress_bar
from services.events.workers.reader import DocumentReader
from shared.kernel.errors import AppError, Kind

LOOK_BACK: Final = timedelta(days=30)
LOOK_AHEAD: Final = timedelta(days=550)
_TRUST: Final = 50

_Done = tuple[FileReport, list[Sighting]]


async def read_folder(folder: Path, now: datetime) -> list[Sighting]:
    """Return the listings of every file below the folder, as sightings that nothing was resolved of yet.

    Raises:
        AppError: `folder_missing` or `folder_empty`, with what to do.
    """
    paths = await asyncio.to_thread(_files, folder)
    done: list[_Done] = []
    await _read_all(folder, paths, now, done)
    return [sighting for _, sightings in done for sighting in sightings]


async def run(
    folder: Path, now: datetime, *, report: Path | None = None, console: Console | None = None
) -> int:
    """Ingest a folder with progress, print the table, write the report; return how many readings failed.

    Events that do not recur are kept whatever their date.

    Raises:
        AppError: as `read_folder`, and `report_not_writable`.
        KeyboardInterrupt: it was interrupted; what was done so far is shown and written.
    """
    out = console or Console()
    if report is not None:
        await asyncio.to_thread(_check_writable, report)
    paths = await asyncio.to_thread(_files, folder)
    done: list[_Done] = []
    finished = await _read_all(folder, paths, now, done)
    found = _reported(done)
    out.print(as_table(found))
    if report is not None:
        report.write_bytes(orjson.dumps(found, option=orjson.OPT_INDENT_2))  # noqa: ASYNC240 - at the end
        out.print(f"Report on {len(found.files)} files: {report}")
    if not finished:
        out.print(f"Stopped after {len(done)} of {len(paths)} files; the rest was not read.")
        raise KeyboardInterrupt
    return sum(each.outcome == Outcome.TIMED_OUT or "reader_died" in each.rejected for each in found.files)


async def _read_all(folder: Path, paths: list[Path], now: datetime, done: list[_Done]) -> bool:
    """Read with a bar; False when it was interrupted."""
    with progress_bar() as bar:
        task = bar.add_task("reading", total=len(paths))
        try:
            async with DocumentReader() as reader:
                for path in paths:
                    name = path.relative_to(folder).as_posix()
                    answer = await _read(reader, path, name, now)
                    file = file_report(name, answer.reading, seconds=answer.seconds, peak_mb=answer.peak_mb)
                    done.append((file, list(_sightings(name, answer.reading, now))))
                    bar.update(task, advance=1, description=name)
        except asyncio.CancelledError:
            return False
    return True


def _reported(done: list[_Done]) -> FolderReport:
    events_of = _events_of([sighting for _, sightings in done for sighting in sightings])
    files = [replace(each, events=len(events_of.get(each.path, ()))) for each, _ in done]
    return folder_report(files, events_of)


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
    cost = f"{each.seconds:.2f}", f"{each.peak_mb:.0f}"
    return each.name, str(each.files), outcomes, f"{each.listings:,}", rejected, f"{each.events:,}", *cost


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise AppError(
            "folder_missing", Kind.INVALID, f"{folder} is not a folder. Name one that holds feed files."
        )
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    if not paths:
        raise AppError("folder_empty", Kind.INVALID, f"{folder} holds no files. Put feed files into it.")
    return paths


def _check_writable(report: Path) -> None:
    """Try before hours of reading, not after; what stands there already is not touched."""
    try:
        with report.open("ab"):
            pass
    except OSError as error:
        raise AppError(
            "report_not_writable",
            Kind.INVALID,
            f"The report cannot be written to {report} ({error.strerror}). Name another file with --report.",
        ) from error


async def _read(reader: DocumentReader, path: Path, name: str, now: datetime) -> Answer:
    try:
        body = await asyncio.to_thread(_load, path)
    except OSError:
        return _unread(Outcome.UNREADABLE, "cannot_be_opened")
    if body is None:
        return _unread(Outcome.TOO_LARGE, "too_many_bytes")
    context = ReadContext(f"file:///{name}", now - LOOK_BACK, now + LOOK_AHEAD)
    return await reader.read_measured(body, context)


def _unread(outcome: Outcome, reason: str) -> Answer:
    return Answer(Reading(None, outcome, (), (Rejected(reason, "document"),)), 0.0, 0.0)


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
