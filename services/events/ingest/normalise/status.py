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
_MARKS: Final = (
    r"(cancell?ed|postponed|rescheduled|moved online|now online|abgesagt|entfällt|verschoben|annul[ée]e?|"
    r"report[ée]e?"
    r"|cancelad[oa]|aplazad[oa]|pospuest[oa]|adiad[oa]|annullat[oa]|rinviat[oa]|geannuleerd|afgelast|uitgesteld|odwołan[ey])"
)
_MARK: Final = re.compile(
    rf"^\W*{_MARKS}\b\s*(?:[\]):!|–—-]|\W*$)|[\[(]\s*{_MARKS}\s*[\])]|"
    rf"\s[-–—|:]+ *{_MARKS}[!.]*(?:\s+(?:to|until|till|bis|auf)\b.{{0,60}})?$",
    re.IGNORECASE,
)
_POSTPONED: Final = ("verschoben", "report", "aplazad", "pospuest", "adiad", "rinviat", "uitgesteld")
_SAYS: Final = re.compile(
    r"\b(?:this|today['’]s|tonight['’]s|our|the) (?:event|meet-?up|meeting|ride|class|session|conference|"
    r"workshop|talk|"
    r"webinar|seminar|concert|show|course|program(?:me)?)\b (?:scheduled [^.\n]{0,40}?)?"
    r"(?:is|has been|was|had to be|has had to be) (?:now )?(cancell?ed|postponed)\b(?! (?:if|when|unless|"
    r"in case|due to rain))",
    re.IGNORECASE,
)
_OPENING: Final = 1_000
"""Characters of the text in which an event is taken back; further down is small print."""


def unmarked(title: str) -> str:
    """Return a title without the mark of what became of the event; as it is where nothing else is left."""
    bare = " ".join(_MARK.sub(" ", title).split()).strip(" :|–—-")
    return bare or title


def status_of(field: str | None, title: str, text: str = "") -> EventStatus:
    """Return the status; an unknown or absent word means scheduled.

    Software writes "confirmed" by itself, so what a person wrote into title or text counts against it.
    """
    word = re.sub(r"[^a-z]", "", (field or "").rpartition("/")[2].lower())
    if word in _WORDS:
        return _WORDS[word]
    if mark := _MARK.search(title):
        return _meant(next(filter(None, mark.groups())).lower())
    opening = text[:_OPENING]
    said = _SAYS.search(opening) if "cancel" in opening or "postponed" in opening else None
    return _meant(said[1].lower()) if said else EventStatus.SCHEDULED


def _meant(word: str) -> EventStatus:
    if word.startswith(_POSTPONED):
        return EventStatus.POSTPONED
    if word in {"moved online", "now online"}:
        return EventStatus.MOVED_ONLINE
    return _WORDS.get(word, EventStatus.CANCELLED)
