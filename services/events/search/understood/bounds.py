"""Days up to some, or from some on: before May, bis 9. Mai, after this weekend; seen from a day."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from typing import Final

from services.events.search.understood.days import FOREVER, Days, days_told
from services.events.search.understood.parts_of_year import parts_told

_SIDES: Final = {
    "before": "before|vor|avant|antes de|prima di|voor",
    "until": "until|till|up to|bis|jusqu (?:en|au|a)|hasta|ate|fino a|tot",
    "after": "after|nach|apres|despues de|depois de|dopo|na",
    "since": "from|since|starting|ab|seit|a partir d[eu]?|depuis|desde|da|vanaf",
}
_SIDE: Final = re.compile(
    rf"(?<!\S)(?:{'|'.join(f'(?P<{side}>{words})' for side, words in _SIDES.items())}) "
)
_ON: Final = re.compile(r"(?: (?:on|onwards?|an)(?!\S))?")
_LED: Final = "in "
"""A word that has the name of a month be one."""
_LONGEST: Final = 6
"""Words of a day that is told at length: `Wednesday 14th of September 2027`."""
_A_DAY: Final = timedelta(days=1)
_SIGNS: Final = frozenset(re.findall("[a-z]+", " ".join(_SIDES.values())))


def bounds_told(folded: str, today: date) -> Iterator[tuple[tuple[int, int], Days]]:
    """Yield where folded words tell of days up to some or from some on, and of which."""
    if _SIGNS.isdisjoint(folded.split()):
        return
    plain = [span for span, _ in days_told(folded, today)]
    for told in _SIDE.finditer(folded):
        if any(begins <= told.start() < ends for begins, ends in plain):
            continue  # `day after tomorrow`
        led = _LED + " ".join(folded[told.end() :].split(" ", _LONGEST)[:_LONGEST])
        for (begins, ends), named in chain(parts_told(led, today), days_told(led, today)):
            days = _beside(told, named, today)
            end = _ON.match(folded, told.end() + ends - len(_LED))
            if not begins and end and days.first <= days.last:
                yield (told.start(), end.end()), days


def _beside(told: re.Match[str], named: Days, today: date) -> Days:
    if told["after"] or told["since"]:
        return Days(named.last + _A_DAY if told["after"] else named.first, FOREVER)
    return Days(today, named.first - _A_DAY if told["before"] else named.last)
