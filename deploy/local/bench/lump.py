"""Very many listings taken in one go: how fast, how that grows, in how much memory, and that none is lost."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from deploy.local.bench.documents import as_icalendar, invent
from deploy.local.bench.house import House
from services.events.ingest.ports import Report

OF_A_DOCUMENT = 1000
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")
_HELD = re.compile(r"VmRSS:\s+(\d+) kB")
_DAYS_AHEAD = 500
_TOGETHER_S = 0.01


@dataclass(frozen=True, slots=True)
class Taken:
    """What it took; seconds of wall time of all, and of the first and the last tenth.

    `kept` listings lead to one of `events`. Megabytes are what was held at most beyond what was held before
    (service) and at most (reading process); the documents themselves are held before.
    """

    listings: int
    kept: int
    events: int
    all_s: float
    first_s: float
    last_s: float
    service_mb: float
    reader_mb: float

    @property
    def growth(self) -> float:
        """How many times as long a listing of the last tenth took as one of the first."""
        return self.last_s / self.first_s


async def take(house: House, count: int, today: datetime) -> Taken:
    """Publish so many new events, each source a calendar of a thousand, and have all sources read at once."""
    starts = range(0, count, OF_A_DOCUMENT)
    ids = [
        await house.add(
            f"https://s{start}.example/",
            "text/calendar",
            as_icalendar(list(invent(range(start, min(start + OF_A_DOCUMENT, count)), today))),
        )
        for start in starts
    ]
    seen: list[tuple[int, float]] = [(0, 0.0)]
    held = _begin_peak()
    begun = time.perf_counter()

    def note(report: Report) -> None:
        at, (taken, before) = time.perf_counter() - begun, seen[-1]
        if at - before < _TOGETHER_S:  # sources of one round are told of together
            seen.pop()
            at = before
        seen.append((taken + report.listings, at))

    await house.poller.poll_now(ids, note)
    all_s = time.perf_counter() - begun
    kept, events = await _kept(house)
    first_s, last_s = _at(seen, count // 10), all_s - _at(seen, count - count // 10)
    return Taken(count, kept, events, all_s, first_s, last_s,
                 _megabytes(_PEAK, "self") - held, _megabytes(_PEAK, house.reader.pid or "self"))  # fmt: skip


async def take_one(house: House, count: int, today: datetime) -> Report:
    """Have one source publish so many in one table, the shortest way there is, and read it."""
    body = "\n".join(("title,start,city", *_lines(count, today))).encode()
    source_id = await house.add("https://one.example/events.csv", "text/csv", body)
    [report] = await house.poll([source_id])
    return report


def _lines(count: int, today: datetime) -> Iterator[str]:
    for number in range(count):
        yield f"Night {number},{today + timedelta(days=1 + number % _DAYS_AHEAD):%Y-%m-%d},Berlin"


async def _kept(house: House) -> tuple[int, int]:
    row = await house.runtime.db.fetchrow(
        "select count(*) as kept, count(distinct event_id) as events from listing "
        "where withdrawn_at is null and event_id is not null"
    )
    return (row["kept"], row["events"]) if row else (0, 0)


def _at(seen: list[tuple[int, float]], listings: int) -> float:
    """Return when so many had been taken, as if those of a round came evenly."""
    for (before, begun), (after, ended) in pairwise(seen):
        if after >= listings:
            return begun + (ended - begun) * (listings - before) / (after - before)
    return seen[-1][1]


def _begin_peak() -> float:
    """Start this process's peak anew (proc(5), clear_refs); return what it holds now."""
    Path("/proc/self/clear_refs").write_text("5")
    return _megabytes(_HELD, "self")


def _megabytes(line: re.Pattern[str], pid: int | str) -> float:
    found = line.search(Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0
