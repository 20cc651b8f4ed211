"""The event of a title that calls for its papers: `Call for Papers: Lathes 2027 - Deadline: 1 May 2027`."""

import re
from typing import Final

_CALL: Final = (
    r"(?:(?:first|second|final|last|open)\s+)?call\s+for\s+"
    r"(?:papers?|submissions?|proposals?|abstracts?|contributions?|participation|presentations|speakers)"
)
_BEFORE: Final = re.compile(
    rf"{_CALL}\s*(?:[:|–—-]\s*|for\s+(?:the\s+)?|\s(?=(?:the\s+)?\d|the\s))(?P<name>\S.{{4,}})", re.IGNORECASE
)
_BEHIND: Final = re.compile(rf"(?P<name>\S.{{4,}}?)\s*(?:[:|–—-]|\sI\s|\()\s*{_CALL}\)?", re.IGNORECASE)
_DEADLINE: Final = re.compile(
    r"\s*(?:[;|–—-]|\s-)\s*(?:(?:extended|paper|abstract|submission|final)\s+){0,2}deadline\b[^a-z]{0,3}[\s:]?.{0,40}",
    re.IGNORECASE,
)
_SAYS: Final = re.compile(r"\bcall\s+for\b|\bdeadline\b", re.IGNORECASE)
_LONGEST: Final = 300


def event_called_for(title: str | None) -> str | None:
    """Return the name of the event whose papers a title calls for; None for a title that calls for none."""
    said = (title or "").strip()
    if len(said) > _LONGEST or not _SAYS.search(said):
        return None
    bare = _without_deadline(said)
    found = _BEFORE.fullmatch(bare) or _BEHIND.fullmatch(bare)
    return found["name"].strip(" -–—:|,") if found else (bare if bare != said else None)


def _without_deadline(title: str) -> str:
    """Return the title without a deadline at its end; one that is nothing else stays."""
    found = _DEADLINE.search(title)
    return title[: found.start()] if found and found.end() == len(title) and found.start() else title
