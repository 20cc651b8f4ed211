"""Changes become news, on one screen: read the log, ask the searches, keep both news and position at once.

The position in the change log moves in the transaction that keeps what was made of the entries before it: a
process killed anywhere begins again where the last transaction ended, and nothing is kept twice.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from services.gateway.alerts.news import Follower, Known, heed
from shared.contracts.catalogue.lists import Change, ChangePage
from shared.contracts.events import Event

BATCH = 500
KEPT_AFTER = timedelta(days=45)
"""How long after its end an event is remembered."""
_LAST_DAY = date(9000, 1, 1)

Key = tuple[str, str]
"""The ids of a search and of an event."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A search that is followed."""

    id: str
    query: str
    follower: Follower


@dataclass(frozen=True, slots=True)
class Mark:
    """What a search knows of an event from now on, and until when."""

    known: Known
    forget_at: datetime


Judge = Callable[[Mapping[Key, Known]], Mapping[Key, Mark]]
"""Given what is known before, returns what is known after, where that is otherwise."""


class Log(Protocol):
    """The change log, and what searches find."""

    async def changes(self, *, after: str | None, limit: int) -> ChangePage:
        """Return a stretch of the log with each event as it is now."""
        ...

    async def matches(
        self, event_ids: Sequence[str], queries: Sequence[str]
    ) -> Sequence[Sequence[str] | None]:
        """Return which of the events each query finds, whatever their status."""
        ...


class Keeper(Protocol):
    """What is kept of searches and of the position."""

    async def position(self) -> str | None:
        """Return where the log was read to; None before the first time."""
        ...

    async def watched(self) -> Sequence[Watched]:
        """Return every search that is followed."""
        ...

    async def keep(self, before: str | None, page: ChangePage, judge: Judge) -> bool:
        """Judge and move the position in one transaction; False when another reader was faster."""
        ...


async def watch(log: Log, keeper: Keeper) -> int:
    """Read one stretch of the log; return how many entries were dealt with."""
    position = await keeper.position()
    page = await log.changes(after=position or "latest", limit=BATCH)
    events = {change.event.id: change.event for change in page.items if change.event}
    watched = await keeper.watched() if events else ()
    found = await finding(log, {search.query for search in watched}, sorted(events))

    def judge(held: Mapping[Key, Known]) -> Mapping[Key, Mark]:
        return judged(page.items, watched, found, held)

    return len(page.items) if await keeper.keep(position, page, judge) else 0


def judged(
    changes: Sequence[Change],
    watched: Sequence[Watched],
    found: Mapping[str, AbstractSet[str]],
    held: Mapping[Key, Known],
) -> dict[Key, Mark]:
    """Lead every search through the changes, in their order; return what is otherwise than it was held."""
    marks: dict[Key, Mark] = {}
    for search in watched:
        finds = found.get(search.query, frozenset())
        for change in changes:
            event, key = change.event, (search.id, change.event_id)
            before = marks[key].known if key in marks else held.get(key)
            if event is None:  # withdrawn: nobody is to be told of it
                if before is not None and before.news is not None:
                    marks[key] = Mark(Known(), change.at + KEPT_AFTER)
                continue
            if before is None and event.id not in finds:
                continue
            after = heed(change, event, search.follower, before, finds=event.id in finds)
            if after is not None and after != before:
                marks[key] = Mark(after, forget_at(event))
    return marks


def forget_at(event: Event) -> datetime:
    """Return when an event need not be remembered any more."""
    last = date.fromisoformat((event.ends_at or event.starts_at).local[:10])
    return datetime.combine(min(last, _LAST_DAY), time(), UTC) + KEPT_AFTER


async def finding(
    log: Log, queries: AbstractSet[str], event_ids: Sequence[str]
) -> Mapping[str, AbstractSet[str]]:
    """Return which events each query finds; one that makes no sense any more finds nothing."""
    asked, found = sorted(queries), defaultdict[str, set[str]](set)
    for start in range(0, len(event_ids) if asked else 0, BATCH):
        answers = await log.matches(event_ids[start : start + BATCH], asked)
        for query, ids in zip(asked, answers, strict=True):
            found[query].update(ids or ())
    return found
