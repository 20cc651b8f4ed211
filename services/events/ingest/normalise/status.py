"""Where an event stands, from a status field or, where there is none, from a mark in the title."""

import re
from typing import Final

from shared.contracts.events import EventStatus

_WORDS: Final = {
    "cancelled": EventStatus.CANCELLED,
    "canceled": EventStatus.CANCELLED,
    "postponed": EventStatus.POSTPONED,
    "rescheduled": EventStatus.RESCHEDULED,
    "movedonline": EventStatus.MOVED_ONLINE,
    "eventcancelled": EventStatus.CANCELLED,
    "eventcanceled": EventStatus.CANCELLED,
    "eventpostponed": EventStatus.POSTPONED,
    "eventrescheduled": EventStatus.RESCHEDULED,
    "eventmovedonline": EventStatus.MOVED_ONLINE,
}
_MARK: Final = re.compile(
    r"^\W*(cancell?ed|postponed|rescheduled|abgesagt|annul[ée]e?|cancelad[oa])\b\s*(?:[\]):!|–—-]|\W*$)|"
    r"[\[(]\s*(cancell?ed|postponed|rescheduled|abgesagt|annul[ée]e?|cancelad[oa])\s*[\])]",
    re.IGNORECASE,
)


def unmarked(title: str) -> str:
    """Return a title without the mark of what became of the event; as it is where nothing else is left."""
    bare = " ".join(_MARK.sub(" ", title).split()).strip(" :|–—-")
    return bare or title


def status_of(field: str | None, title: str) -> EventStatus:
    """Return the status; an unknown or absent word means scheduled."""
    word = re.sub(r"[^a-z]", "", (field or "").rpartition("/")[2].lower())
    if word in _WORDS:
        return _WORDS[word]
    mark = _MARK.search(title)
    if mark is None:
        return EventStatus.SCHEDULED
    return _WORDS.get((mark[1] or mark[2]).lower(), EventStatus.CANCELLED)
