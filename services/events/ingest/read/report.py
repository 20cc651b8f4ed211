"""What reading a folder came to: a line per file, sums per source folder, and both together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from services.events.ingest.model import Reading, Rejected

MOST_UNREAD: Final = 1000
"""Records listed one by one for a file; `rejected` counts them all."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file: the seconds its reading took, and the peak memory of the reading process so far."""

    path: str
    format: str | None
    outcome: str
    listings: int
    rejected: Mapping[str, int] = field(default_factory=dict)
    events: int = 0
    seconds: float = 0.0
    peak_mb: float = 0.0
    sessions: int = 0
    """Records of schedules: one listing stands for all sessions of its conference."""
    unread: Sequence[Rejected] = ()
    """The records that are no listing, each with its reason, its place in the file and its title."""

    @property
    def source(self) -> str:
        """The first folder of the path: one publisher."""
        return self.path.split("/", 1)[0] if "/" in self.path else "."


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over files; `outcomes` and `rejected` count by name, `events` are distinct within the sum."""

    name: str
    files: int
    outcomes: Mapping[str, int]
    listings: int
    rejected: Mapping[str, int]
    events: int
    seconds: float
    peak_mb: float
    sessions: int = 0


@dataclass(frozen=True, slots=True)
class FolderReport:
    """All files, sums per source, and the sum of all."""

    files: Sequence[FileReport]
    sources: Sequence[Totals]
    total: Totals


def file_report(path: str, reading: Reading, *, seconds: float, peak_mb: float) -> FileReport:
    """Sum one file up, less the events its listings come to; `peak_mb` is the memory of reading it."""
    rejected = dict(Counter(each.reason for each in reading.rejected).most_common())
    return FileReport(
        path=path,
        format=reading.format,
        outcome=reading.outcome.value,
        listings=len(reading.listings),
        rejected=rejected,
        seconds=round(seconds, 4),
        peak_mb=peak_mb,
        sessions=sum(len(listing.sessions) for listing in reading.listings),
        unread=reading.rejected[:MOST_UNREAD],
    )


def folder_report(files: Sequence[FileReport], events_of: Mapping[str, frozenset[str]]) -> FolderReport:
    """Sum up. `events_of` gives the event ids that each file's listings belong to, by path."""
    by_source: dict[str, list[FileReport]] = defaultdict(list)
    for each in files:
        by_source[each.source].append(each)
    sources = [_totals(name, group, events_of) for name, group in sorted(by_source.items())]
    return FolderReport(tuple(files), tuple(sources), _totals("total", files, events_of))


def _totals(name: str, files: Iterable[FileReport], events_of: Mapping[str, frozenset[str]]) -> Totals:
    group = list(files)
    rejected: Counter[str] = Counter()
    for each in group:
        rejected.update(each.rejected)
    return Totals(
        name=name,
        files=len(group),
        outcomes=dict(Counter(each.outcome for each in group).most_common()),
        listings=sum(each.listings for each in group),
        rejected=dict(rejected.most_common()),
        events=len(frozenset().union(*(events_of.get(each.path, frozenset()) for each in group))),
        seconds=round(sum(each.seconds for each in group), 3),
        sessions=sum(each.sessions for each in group),
        peak_mb=max((each.peak_mb for each in group), default=0.0),
    )
