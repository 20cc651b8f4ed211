"""What one letter of alerts says: little of much, changes before novelties, each event once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from services.gateway.alerts.news import News
from shared.contracts.events import Event

MOST_SHOWN = 30
"""Events in one letter; the rest is a number and a link."""
MOST_LOOKED_AT = 120
"""Events of which the soonest are shown; of a flood, those that came first."""

_FIRST = (
    News.CANCELLED, News.POSTPONED, News.RESCHEDULED, News.RELOCATED, News.MOVED_ONLINE, News.ON_AGAIN,
    News.PROBABLY_OFF, News.CFP_CLOSES, News.NEW,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiting:
    """A piece of news that waits: the search that it is for, the event, and what was before."""

    search_id: str
    event_id: str
    news: News
    seq: int
    was: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Heading:
    """A search, as a letter names it."""

    id: str
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Told:
    """An event that a letter tells of, and why."""

    event: Event
    news: News
    was: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """The news of one search; `more` are not shown."""

    search: Heading
    told: tuple[Told, ...]
    more: int


def to_look_at(waiting: Sequence[Waiting]) -> tuple[str, ...]:
    """Return the ids of events that may be shown: a bounded part, of each search in turn, changes first."""
    by_search: dict[str, list[str]] = {}
    for it in sorted(waiting, key=lambda it: (_FIRST.index(it.news), it.seq)):
        by_search.setdefault(it.search_id, []).append(it.event_id)
    in_turn = (event_id for turn in zip_longest(*by_search.values()) for event_id in turn if event_id)
    return tuple(dict.fromkeys(in_turn))[:MOST_LOOKED_AT]


def sections(
    searches: Sequence[Heading],
    waiting: Sequence[Waiting],
    events: Mapping[str, Event],
    most: int = MOST_SHOWN,
) -> tuple[Section, ...]:
    """Choose what is shown of each search, those with the least news first; what is over is left out.

    Each search has its share of the places, so that a flood of one does not hide another; an event stands
    under the narrower of two searches.
    """
    by_search = {search.id: [it for it in waiting if it.search_id == search.id] for search in searches}
    busy = sorted(
        (search for search in searches if by_search[search.id]), key=lambda it: len(by_search[it.id])
    )
    share = max(1, most // max(1, len(busy)))
    looked_at, seen = set(to_look_at(waiting)), set[str]()
    made = []
    for search in busy:
        unseen = sum(it.event_id not in looked_at | events.keys() for it in by_search[search.id])
        section = _section(search, by_search[search.id], events, seen, share)
        section = replace(section, more=section.more + unseen)
        seen |= {told.event.id for told in section.told}
        made.append(section)
    return tuple(section for section in made if section.told or section.more)


def _section(
    search: Heading, waiting: Sequence[Waiting], events: Mapping[str, Event], seen: set[str], share: int
) -> Section:
    known = [(it, events[it.event_id]) for it in waiting if it.event_id in events]
    ahead = [
        Told(event, it.news, it.was) for it, event in known if not event.is_past and event.id not in seen
    ]
    ahead.sort(key=lambda it: (_FIRST.index(it.news), it.event.starts_at.local, it.event.id))
    shown = tuple(ahead[:share])
    return Section(search, shown, len(ahead) - len(shown))
