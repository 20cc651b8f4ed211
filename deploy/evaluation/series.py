"""How well the next edition of a series is foretold: the last one held is hidden, and told from those before.

What a feed repeats by a rule of its own (RRULE) is left out: nothing has to be learnt there.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from rich.table import Table

from services.events.ingest.resolve.editions import series_of
from services.events.ingest.resolve.identity import resolve
from services.events.ingest.resolve.merge import merge
from services.events.ingest.resolve.model import Sighting
from services.events.series.learn import Cadence, learn
from services.events.workers.ingest_folder import read_folder
from shared.contracts.events import EventStatus
from shared.kernel.clock import system_clock
from shared.kernel.errors import AppError, Kind

FEWEST = 4
"""Editions of a series that is judged: three to learn from, and one to tell."""
_COLUMNS = ("series", "editions", "gap_days", "last", "held", "told", "naive", "rule", "confidence")


@dataclass(frozen=True, slots=True)
class Trial:
    """One series: the day that was hidden, what was told, and the last gap repeated."""

    key: str
    past: tuple[date, ...]
    held: date
    told: date | None
    cadence: Cadence | None

    @property
    def naive(self) -> date:
        """Return the floor: the last gap once more."""
        return self.past[-1] + (self.past[-1] - self.past[-2])

    @property
    def gap_days(self) -> int:
        """Return the usual gap before."""
        gaps = sorted(
            (later - earlier).days for earlier, later in zip(self.past, self.past[1:], strict=False)
        )
        return gaps[len(gaps) // 2]


async def evaluate(folder: Path, out: Path) -> Table:
    """Read a folder of feeds, foretell the last edition of each series, and say how often it came true.

    Raises:
        AppError: `folder_missing`, `folder_empty`, or `no_series` where there is nothing to be judged.
    """
    sightings = await read_folder(folder, system_clock())
    trials = trials_of(held_days(sightings))
    if not trials:
        raise _nothing_to_judge(folder, len(sightings))
    _write(out, trials)
    return scored(trials)


def held_days(sightings: Iterable[Sighting]) -> dict[str, list[date]]:
    """Return the days of each series, every event once, without those that were called off."""
    numbers = count(1)
    single = [it for it in sightings if not it.listing.recurrence_id]
    days: dict[str, set[date]] = defaultdict(set)
    for cluster in resolve(single, lambda: f"evt_{next(numbers):026d}").clusters:
        derived = merge(cluster.sightings)
        found = series_of(derived.listing)
        if found and derived.status is not EventStatus.CANCELLED:
            days[found.key].add(derived.listing.starts.day)
    return {key: sorted(each) for key, each in days.items()}


def trials_of(days: Mapping[str, Sequence[date]]) -> list[Trial]:
    """Hide the last edition of every series that has enough of them."""
    return [_trial(key, tuple(each)) for key, each in sorted(days.items()) if len(each) >= FEWEST]


def scored(trials: Sequence[Trial]) -> Table:
    """Return how often the day, and the week, was right, for short and for long gaps, beside the floor."""
    table = Table(title="The next edition, foretold")
    for name in ("series", "number", "told", "day", "within 7 days", "floor: day", "floor: within 7 days"):
        table.add_column(name, justify="left" if name == "series" else "right")
    groups = {
        "all": trials,
        "gap under 100 days": [it for it in trials if it.gap_days < 100],  # noqa: PLR2004 - as it says
        "gap from 100 days": [it for it in trials if it.gap_days >= 100],  # noqa: PLR2004
        "confidence from 0.7": [it for it in trials if it.cadence and it.cadence.confidence >= 0.7],  # noqa: PLR2004
    }
    for name, group in groups.items():
        told = [it for it in group if it.told]
        table.add_row(
            name,
            str(len(group)),
            str(len(told)),
            _share([it.told == it.held for it in group]),
            _share([it.told is not None and abs(it.told - it.held) <= timedelta(days=7) for it in group]),
            _share([it.naive == it.held for it in group]),
            _share([abs(it.naive - it.held) <= timedelta(days=7) for it in group]),
        )
    return table


def _nothing_to_judge(folder: Path, listings: int) -> AppError:
    found = f"{listings} events, but no series of {FEWEST} editions" if listings else "no event to be read"
    detail = f"{folder} holds {found}: name a folder of feeds that tell of past editions, too."
    return AppError("no_series", Kind.MISSING, detail)


def _trial(key: str, days: tuple[date, ...]) -> Trial:
    *past, held = days
    cadence = learn(past)
    told = cadence.following(past[-1]) if cadence else None
    return Trial(key, tuple(past), held, told, cadence)


def _share(hits: Sequence[bool]) -> str:
    return f"{sum(hits) / len(hits):.3f}" if hits else "-"


def _write(out: Path, trials: Sequence[Trial]) -> None:
    with out.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(_COLUMNS)
        for it in trials:
            rule = (it.cadence.rule.words(), it.cadence.confidence) if it.cadence else ("", "")
            rows.writerow(
                (it.key, len(it.past) + 1, it.gap_days, it.past[-1], it.held, it.told, it.naive, *rule)
            )
