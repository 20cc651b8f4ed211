"""Days up to one, or from one on: before May, bis 9. Mai, after June, ab Herbst; seen from a day."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from services.events.search.understood.days import (
    DAY,
    DAY_OF,
    FOREVER,
    NAMES,
    YEAR,
    Days,
    one_day,
    whole_month,
    whole_year,
)

_SIDES: Final = {
    "before": "before|vor|avant|antes de|prima di|voor",
    "until": "until|till|up to|bis|jusqu (?:en|au|a)|hasta|ate|fino a|tot",
    "after": "after|nach|apres|despues de|depois de|dopo|na",
    "since": "from|since|starting|ab|seit|a partir d[eu]?|depuis|desde|da|vanaf",
}
_SIDE: Final = (
    f"(?:{'|'.join(f'(?P<{side}>{words})' for side, words in _SIDES.items())})(?: the| dem| le| el)?"
)
_ON: Final = "(?: on| onwards?| an)?"
_NAME: Final = f"(?P<name>{NAMES})"
_A_DAY: Final = timedelta(days=1)
_PATTERNS: Final = (
    (f"{DAY}{DAY_OF} {_NAME}(?:(?: de)? {YEAR})?", one_day),
    (f"{_NAME} {DAY}(?: {YEAR})?", one_day),
    (f"{_NAME}(?:(?: de)? {YEAR})?", whole_month),
    (YEAR, whole_year),
)
_READERS: Final = tuple(
    (re.compile(rf"(?<!\S){_SIDE} {pattern}{_ON}(?!\S)"), read) for pattern, read in _PATTERNS
)
_SIGNS: Final = frozenset(re.findall("[a-z]+", " ".join(_SIDES.values())))


def bounds_told(folded: str, today: date) -> Iterator[tuple[tuple[int, int], Days]]:
    """Yield where folded words tell of days up to one or from one on, and of which."""
    if _SIGNS.isdisjoint(folded.split()):
        return
    for pattern, read in _READERS:
        for told in pattern.finditer(folded):
            named = read(told, today)
            days = named and _beside(told, named, today)
            if days and days.first <= days.last:
                yield told.span(), days


def _beside(told: re.Match[str], named: Days, today: date) -> Days:
    if told["after"] or told["since"]:
        return Days(named.last + _A_DAY if told["after"] else named.first, FOREVER)
    return Days(today, named.first - _A_DAY if told["before"] else named.last)
