"""What a change is to somebody who follows a search: news, or nothing.

What an event was is kept from the first change that a person has not been told of. News is the difference
between that and now: flapping comes to nothing, and many changes to one piece of news.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from shared.contracts.catalogue.lists import Change
from shared.contracts.events import Event, EventStatus, Mode, Moment
from shared.contracts.moved import is_elsewhere, is_moved


class News(StrEnum):
    """Why an event is told of."""

    NEW = "new"
    RESCHEDULED = "rescheduled"
    RELOCATED = "relocated"
    MOVED_ONLINE = "moved_online"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    PROBABLY_OFF = "probably_off"
    ON_AGAIN = "on_again"
    CFP_CLOSES = "cfp_closes"


_OFF: Mapping[str, News] = {
    EventStatus.CANCELLED: News.CANCELLED,
    EventStatus.POSTPONED: News.POSTPONED,
    EventStatus.PROBABLY_OFF: News.PROBABLY_OFF,
}


@dataclass(frozen=True, slots=True)
class Known:
    """What a search knows of an event: the news that waits, if any, and what was before it.

    `seq` is the entry of the change log that the news comes from.
    """

    news: News | None = None
    seq: int = 0
    was: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Follower:
    """A search that is followed: what was there `since` is no news; `whole`: it knows all that was."""

    since: datetime
    whole: bool


def heed(
    change: Change, event: Event, follower: Follower, known: Known | None, *, finds: bool
) -> Known | None:
    """Return what is known after a change; None where the event is none of the search's.

    `finds` tells whether the search finds the event now, whatever its status.
    """
    if event.is_past:
        return replace(known, news=None) if known else None
    if known is None:
        if not finds:
            return None
        was_there = change.at <= follower.since if change.reason == "created" else not follower.whole
        if not was_there:
            return Known(None if event.status in _OFF else News.NEW, change.seq)
        known = Known()
    if known.news is News.NEW:  # it stays new while it is on and found; off or gone before, it is nothing
        return known if finds and event.status not in _OFF else Known(None, change.seq)
    if change.was is None:
        return known
    was = {**change.was.model_dump(mode="json", exclude_unset=True), **(known.was or {})}
    return Known(difference(was, event) or _waiting_deadline(known), change.seq, was)


def difference(was: Mapping[str, Any], event: Event) -> News | None:
    """Name the weightiest difference between what an event was and what it is."""
    status = was.get("status", event.status)
    if event.status != status and event.status in _OFF:
        return _OFF[event.status]
    if status in _OFF and event.status not in _OFF:
        return News.ON_AGAIN
    if event.status in _OFF:
        return None  # it was off, and told so
    if "starts_at" in was and is_moved(Moment.model_validate(was["starts_at"]), event.starts_at):
        return News.RESCHEDULED
    if _is_online_now(status, was.get("mode"), event):
        return News.MOVED_ONLINE
    place = event.place.model_dump() if event.place else None
    return News.RELOCATED if is_elsewhere(was.get("place"), place) else None


def _is_online_now(status: str, mode: str | None, event: Event) -> bool:
    if event.status is EventStatus.MOVED_ONLINE and status != event.status:
        return True
    return mode == Mode.IN_PERSON and event.mode is Mode.ONLINE


def _waiting_deadline(known: Known) -> News | None:
    return known.news if known.news is News.CFP_CLOSES else None
