"""What an event costs from bytes to committed rows, as a multiple of plainly parsing the same bytes."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from statistics import median

from deploy.local.bench.documents import invent
from deploy.local.bench.floors import FORMATS, Format
from deploy.local.bench.house import House
from shared.kernel.clock import system_clock

ITEMS = 1000
"""Of one document that is measured."""
SMALL = 50
"""Items of a document where many sources stand for one."""
MOST = 5000
"""Items of a document that only fills the database. Of one document 10 MB and 20,000 items are read."""
STANDING = (0, 1_000, 10_000, 100_000)


@dataclass(frozen=True, slots=True)
class Trial:
    """One measurement; times are wall seconds. `reading_s` is what the reading process took meanwhile.

    `standing` is how many events the database held when the first trial of its kind began.
    """

    format: str
    sources: int
    standing: int
    items: int
    floor_s: float
    wall_s: float
    reading_s: float

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.wall_s / self.floor_s


class Bench:
    """Measures in one house; every event it invents is a new one."""

    def __init__(self, house: House, today: datetime) -> None:
        self._house = house
        self._today = today
        self._numbers = count()
        self._next = 0

    async def trial(self, kind: Format, sources: int = 1, items: int = ITEMS, standing: int = 0) -> Trial:
        """Publish as many new events in as many documents; time the floor, then the pipeline."""
        bodies = [self._write(kind, items // sources) for _ in range(sources)]
        floor_s, found = _timed(lambda: sum(kind.parse(body) for body in bodies))
        ids = [await self._publish(kind, body) for body in bodies]
        self._house.reading_s = 0.0
        started = time.perf_counter()
        reports = await self._house.poll(ids)
        wall_s = time.perf_counter() - started
        taken = sum(report.listings for report in reports)
        if taken != found:
            raise ValueError(f"{found} events were published as {kind.name} and {taken} were taken")
        return Trial(kind.name, sources, standing, found, floor_s, wall_s, self._house.reading_s)

    async def fill(self, standing: int) -> None:
        """Put events in until so many stand."""
        while self._next < standing:
            body = self._write(FORMATS[0], min(MOST, standing - self._next))
            await self._house.poll([await self._publish(FORMATS[0], body)])

    def _write(self, kind: Format, items: int) -> bytes:
        numbers = range(self._next, self._next + items)
        self._next = numbers.stop
        return kind.write(list(invent(numbers, self._today)))

    async def _publish(self, kind: Format, body: bytes) -> str:
        return await self._house.add(f"https://s{next(self._numbers)}.example/", kind.media_type, body)


def _timed(work: Callable[[], int]) -> tuple[float, int]:
    started = time.perf_counter()
    found = work()
    return time.perf_counter() - started, found


async def measure(house: House, rounds: int, most: int, on_trial: Callable[[Trial], None]) -> list[Trial]:
    """Measure each format, as one source and as many, at each number of standing events up to `most`."""
    bench = Bench(house, system_clock())
    for kind in FORMATS:  # what is loaded or compiled at first use is no cost of an event
        await bench.trial(kind, items=SMALL)
    trials: list[Trial] = []
    for standing in (each for each in STANDING if each <= most):
        await bench.fill(standing)
        for kind, sources in _kinds():
            for _ in range(rounds):
                trials.append(await bench.trial(kind, sources, standing=standing))
                on_trial(trials[-1])
    return trials


def _kinds() -> Iterator[tuple[Format, int]]:
    for kind in FORMATS:
        yield kind, 1
        yield kind, ITEMS // SMALL


def summed(trials: list[Trial]) -> list[dict[str, object]]:
    """Return a row for each format, number of sources and size of database: medians and spread."""
    groups: dict[tuple[str, int, int], list[Trial]] = {}
    for trial in trials:
        groups.setdefault((trial.format, trial.sources, trial.standing), []).append(trial)
    return [
        {
            "format": name,
            "sources": sources,
            "standing": standing,
            "rounds": len(found),
            "items": found[0].items,
            "floor_us": _each_us(found, lambda it: it.floor_s),
            "pipeline_us": _each_us(found, lambda it: it.wall_s),
            "reading_us": _each_us(found, lambda it: it.reading_s),
            "items_per_s": round(median(it.items / it.wall_s for it in found)),
            "ratio": round(median(it.ratio for it in found), 2),
            "ratio_least": round(min(it.ratio for it in found), 2),
            "ratio_most": round(max(it.ratio for it in found), 2),
        }
        for (name, sources, standing), found in groups.items()
    ]


def _each_us(trials: list[Trial], seconds: Callable[[Trial], float]) -> int:
    return round(median(seconds(it) / it.items for it in trials) * 1e6)
