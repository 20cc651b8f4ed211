"""The year of a list whose days have none: the only one that the names and links of its records tell."""

import re
from collections.abc import Iterable
from typing import Final

from services.events.ingest.parse.records.record_when import Fields

_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")
_FEWEST: Final = 3
_SHARE: Final = 4
"""That many records name it at least, and one of so many."""
_MOST: Final = 2000
_LONGEST: Final = 500


def year_of_list(records: Iterable[Fields]) -> str | None:
    """Return the year; None where the records name several, or hardly any of them names one."""
    looked = [told for told, _ in zip(records, range(_MOST), strict=False)]
    named = [
        years
        for told in looked
        if (years := set(_YEAR.findall(f"{told.get('title')} {told.get('url')}"[:_LONGEST])))
    ]
    is_told = len(named) >= max(_FEWEST, len(looked) / _SHARE)
    found = set[str]().union(*named) if is_told else set[str]()
    return found.pop() if len(found) == 1 else None
