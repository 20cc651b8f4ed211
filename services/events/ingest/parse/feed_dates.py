"""An event's date out of a sentence, strictly: a full day, month and year, or nothing.

Months and days without a year, numbers alone and ambiguous `02/03/2027` are not dates here: a guess would
send someone to the wrong day.
"""

import re
from datetime import date
from itertools import islice
from typing import Final

from services.events.ingest.parse.day_range import Days, spanned
from services.events.ingest.parse.month_names import MONTHS
from shared.text import fold

_MONTH: Final = r"(?P<{0}>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY: Final = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<y>(?:19|20)\d\d)\b"
_TO: Final = r"\s*(?:-|–|—|to|until|through|bis|au|al?|ate)\s*"


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w/.-])" + "".join(parts), re.IGNORECASE)


_SHAPES: Final = (
    # 2027-05-19, alone or to another such day
    _pattern(
        r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)(?:[T ][\d:]+Z?)?(?:",
        _TO,
        r"(?P<iso2>(?:19|20)\d\d-\d\d-\d\d)(?!\d))?",
    ),
    # May 19 2027; May 19-21, 2027; May 30 - June 2, 2027
    _pattern(
        _MONTH.format("m"),
        r"\s+",
        _DAY.format("d"),
        "(?:",
        _TO,
        "(?:",
        _MONTH.format("m2"),
        r"\s+)?",
        _DAY.format("d2"),
        ")?",
        r",?\s+",
        _YEAR,
    ),
    # 19 May 2027; 19-21 May 2027; 30 May - 2 June 2027
    _pattern(
        _DAY.format("d"),
        r"(?:\.?\s+",
        _MONTH.format("m"),
        ")?",
        _TO,
        _DAY.format("d2"),
        r"\.?\s+(?:(?:of|de)\s+)?",
        _MONTH.format("m2"),
        r",?\s+(?:de\s+)?",
        _YEAR,
    ),
    _pattern(_DAY.format("d"), r"\.?\s+(?:(?:of|de)\s+)?", _MONTH.format("m"), r",?\s+(?:de\s+)?", _YEAR),
)
LONGEST_TEXT: Final = 20_000
MOST_DATES: Final = 20
_NOT_THE_EVENT: Final = re.compile(
    r"\b(?:until|till|by|before|deadline|submi\w+|clos\w+|early.bird|cfp|papers?|posted|published|updated)\b[^.\n@]{0,40}$",
    re.IGNORECASE,
)
"""Words that, just before a date, make it a deadline or a date of writing."""


def days_in_text(text: str) -> Days | None:
    """Return the first and last day of the first full date in the text, None when there is none."""
    looked = fold(text[:LONGEST_TEXT])
    found = [match for shape in _SHAPES for match in islice(shape.finditer(looked), MOST_DATES)]
    for match in sorted(found, key=lambda each: (each.start(), -each.end())):
        if _NOT_THE_EVENT.search(looked[max(0, match.start() - 60) : match.start()]):
            continue
        days = _days(match.groupdict())
        if days:
            return days
    return None


def _days(parts: dict[str, str | None]) -> Days | None:
    try:
        if parts.get("iso"):
            first = date.fromisoformat(str(parts["iso"]))
            last = date.fromisoformat(parts.get("iso2") or first.isoformat())
        else:
            first, last = _written(parts)
    except (ValueError, KeyError):
        return None
    return (first, last) if first <= last else (first, first)


def _written(parts: dict[str, str | None]) -> Days:
    year, months = (
        int(parts["y"] or ""),
        (parts.get("m") or parts.get("m2"), parts.get("m2") or parts.get("m")),
    )
    first = (MONTHS[months[0] or ""], int(parts["d"] or ""))
    if not parts.get("d2"):
        return spanned(first, first, (year, year))
    return spanned(first, (MONTHS[months[1] or ""], int(parts["d2"] or "")), (year, year))
