"""What hostile documents come to, each fetched and read as in life, and what they cost."""

import asyncio
import os
import re
import resource
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from deploy.hostile.document import Document
from deploy.hostile.ends import expected_end
from services.events.ingest.model import ReadContext, Reading
from services.events.workers.reader import DocumentReader
from shared.http.guarded import FetchFailed, FetchRefused, GuardedClient, Limits

LIMITS: Final = Limits(total_s=3)
_ROOT: Final = Path(__file__).parents[2]
_PEAK: Final = re.compile(r"VmHWM:\s+(\d+) kB")
NOW: Final = datetime(2026, 11, 25, 12, tzinfo=UTC)
"""The documents hold dates, so the day on which they are read is held too."""
_GOOD: Final = frozenset({"Good", "Good Summit"})
"""What the harmless event is called; the name of a page of one event says what it is."""
_AGENT: Final = "Acquaint (bench hostile)"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one document cost: `seconds` of processor time of fetching and reading, `wall_s` by the clock.

    `peak_mb` is the most memory that the reading process held, `rest_mb` what it holds with nothing to read.
    """

    name: str
    size: int
    ends: str
    expected: str
    seconds: float
    wall_s: float
    peak_mb: float
    rest_mb: float

    @property
    def is_as_expected(self) -> bool:
        """Tell whether it ended as it should; a slower machine may leave more unread for want of time."""
        return self.ends in {self.expected, f"{self.expected}/too_many_items"}


def ends_as(reading: Reading) -> str:
    """Say how a reading ended, as `deploy.hostile.ends` writes it."""
    good = "+good" if any(listing.title in _GOOD for listing in reading.listings) else ""
    reasons = "".join(f"/{reason}" for reason in dict.fromkeys(each.reason for each in reading.rejected))
    return f"{reading.outcome}{good}{reasons}"


async def end_of(
    document: Document, origin: str, client: GuardedClient, reader: DocumentReader
) -> tuple[str, int]:
    """Fetch a document and read it; return how it ended and how many bytes came through."""
    try:
        answer = await client.get(f"http://{origin}{document.path}", limits=LIMITS)
    except (FetchRefused, FetchFailed) as error:
        return error.reason, 0
    context = ReadContext(
        f"http://hostile.example{document.path}",
        NOW - timedelta(days=30),
        NOW + timedelta(days=550),
        media_type=answer.headers.get("content-type"),
    )
    return ends_as(await reader.read(answer.body, context)), len(answer.body)


@asynccontextmanager
async def apart() -> AsyncIterator[str]:
    """Serve the documents from a process of their own, so that making them costs us nothing."""
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "deploy.hostile.server", stdin=PIPE, stdout=PIPE, cwd=_ROOT
    )
    assert server.stdout is not None  # noqa: S101 - asked for
    try:
        yield (await server.stdout.readline()).decode().strip()
    finally:
        server.kill()
        await server.wait()


async def measure(documents: Iterable[Document], told: Callable[[Cost], None]) -> list[Cost]:
    """Measure each document, one after the other, in the reading process that serves."""
    found = []
    async with (
        apart() as origin,
        GuardedClient.open(user_agent=_AGENT, allow=frozenset({origin})) as client,
        DocumentReader() as reader,
    ):
        for document in documents:
            found.append(await _one(document, origin, client, reader))
            told(found[-1])
    return found


async def _one(document: Document, origin: str, client: GuardedClient, reader: DocumentReader) -> Cost:
    loop = asyncio.get_running_loop()
    await reader.read(b"x", ReadContext("http://hostile.example/", NOW, NOW))  # the child is there and warm
    while reader.pid is None:
        await reader.read(b"x", ReadContext("http://hostile.example/", NOW, NOW))
    rest_mb = _forget_peak(reader.pid or 0)
    spent, started = _spent(), loop.time()
    watch = asyncio.create_task(_watch(reader.pid or 0))
    await asyncio.sleep(0)
    ends, size = await end_of(document, origin, client, reader)
    wall_s = loop.time() - started
    watch.cancel()
    peak_mb, child_s = await watch
    return Cost(
        document.name,
        size,
        ends,
        expected_end(document.name),
        _spent() - spent + child_s,
        wall_s,
        peak_mb,
        rest_mb,
    )


def _forget_peak(pid: int) -> float:
    """Start the peak of a process anew (proc(5), clear_refs); return what it holds now."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")
    return _peak(pid)


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def _watch(pid: int) -> tuple[float, float]:
    """Return peak memory in MB and processor seconds of a process from now until cancelled or it ends."""
    peak, before = 0.0, _cpu(pid)
    spent = before
    try:
        while True:
            peak, spent = max(peak, _peak(pid)), _cpu(pid)
            await asyncio.sleep(0.02)
    except asyncio.CancelledError:
        try:
            return max(peak, _peak(pid)), _cpu(pid) - before
        except OSError:
            return peak, spent - before
    except OSError:
        return peak, spent - before


def _peak(pid: int) -> float:
    found = _PEAK.search(Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
