"""What searches know of events, led through the changes of a stretch of the log."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from services.gateway.alerts.news import Follower, Known, heed
from shared.contracts.catalogue.lists import Change
from shared.contracts.events import Event

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
