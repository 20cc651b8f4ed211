"""Days and hours that a title names: they tell when it is, not what."""

import re
from typing import Final

from services.events.ingest.parse.dates.month_names import MONTHS

_OTHER_WORDS: Final = frozenset({"out", "set", "gen", "mag", "ago", "lug"})
"""Short forms of months that are words of titles far more often."""
_MONTH: Final = rf"(?:{'|'.join(sorted(MONTHS.keys() - _OTHER_WORDS, key=len, reverse=True))})\b\.?"
_DAY: Final = r"(?<!\w)(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|\.)?(?!\w)"
_TO: Final = r"\s*(?:[-\u2013\u2014/&+]|and|to|und|bis|et|au|y|al|e)\s*"
_DAYS: Final = rf"{_DAY}(?:{_TO}{_DAY})?"
_WEEKDAY: Final = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo"
)
_BEFORE: Final = rf"(?:\b(?:{_WEEKDAY})\b[,.]?\s+)?"
_DATED: Final = re.compile(
    rf"{_BEFORE}(?:{_DAYS}\s*(?:of\s+|de\s+)?{_MONTH}(?:{_TO}{_DAYS}\s*{_MONTH})?"
    rf"|\b{_MONTH}\s+{_DAYS}(?:{_TO}{_MONTH}\s+{_DAYS})?)"
    rf"|\b{_MONTH}(?=,?\s+20\d\d\b)"
    r"|(?<![\d.])(?:[012]?\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?=20\d\d|\D|$)"
    r"|(?<![\d/])[0-3]?\d/[0-3]?\d/(?=20\d\d)|(?<=\s)(?!24/7)[01]?\d/[0-3]?\d$"
    r"|(?<=20\d\d)-[01]\d-[0-3]\d\b"
)
_HALF: Final = r"\s*(?:[ap]\.?m\b\.?|uhr\b|h\b)"
_TIME: Final = re.compile(
    rf"(?:\b(?:at|um)\s+|@\s*)?(?<!\w)[012]?\d(?::[0-5]\d(?:{_HALF})?|(?:\.[0-5]\d)?{_HALF})(?!\w)"
)
_PART: Final = re.compile(
    r"(?:\W+\b(?:day|tag|jour|jornada|dia|giorno|dag)\s*([1-9])(?:\s*(?:of|von|de|sur|/)\s*\d{1,2})?"
    r"|\s\(([1-9])/[2-9]\))\W*$"
)
_EMPTY: Final = re.compile(r"\(\W*\)|\[\W*\]")
_EDGES: Final = " -\u2013\u2014|:,\u00b7\u2022"


def undated(folded: str) -> str:
    """Return a folded title without days and times of day, but with its year; as it is if nothing is left."""
    bare = _TIME.sub(" ", _DATED.sub(" ", folded))
    return folded if bare == folded else tidied(bare) or folded


def day_of_several(folded: str) -> tuple[str, frozenset[int]]:
    """Return a folded title without the words that tell which of its days it is, and which: "Day 2"."""
    told = _PART.search(folded)
    if told is None or not tidied(folded[: told.start()]):
        return folded, frozenset()
    return folded[: told.start()], frozenset([int(told[1] or told[2])])


def tidied(bare: str) -> str:
    """Take off empty brackets and what is left of a title's joints; empty where no letter is left."""
    text = _EMPTY.sub(" ", bare).strip(_EDGES)
    return text if any(map(str.isalpha, text)) else ""
