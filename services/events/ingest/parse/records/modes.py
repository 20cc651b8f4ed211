"""How one can take part in an event, by the one word that a field or a badge has for it."""

from functools import lru_cache
from typing import Final

from shared.text import fold

_FROM_AFAR: Final = frozenset({
    "online", "on-line", "virtual", "remote", "webinar", "virtuell", "virtuel", "en ligne", "en linea",
    "em linha", "distanciel", "a distancia", "digital", "online event", "fully online", "online only",
    "virtual event",
})  # fmt: skip
_BOTH: Final = frozenset({"hybrid", "hibrido", "hibrida", "hybride", "ibrido", "ibrida", "mixto", "misto"})
_ON_THE_SPOT: Final = frozenset({
    "offline", "in person", "in-person", "in_person", "onsite", "on-site", "presencial", "presentiel",
    "in presenza", "prasenz", "vor ort", "physical", "face-to-face", "in-person only",
})  # fmt: skip

_LONGEST: Final = 30


def mode_word(text: str | None) -> bool | None:
    """Return whether one can take part from afar; True for what is both, None for any other word."""
    return _mode_of(text[:_LONGEST]) if text else None


@lru_cache(maxsize=1024)
def _mode_of(text: str) -> bool | None:
    """Remember the last: the records of a list have the same few words."""
    word = fold(text).strip()
    if word in _ON_THE_SPOT:
        return False
    return True if word in _FROM_AFAR or word in _BOTH else None
