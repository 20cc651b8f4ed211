"""Whether a table writes the day or the month first: `02/03/2027` alone does not tell, its neighbours do."""

import re
from collections.abc import Iterable
from typing import Final

_SLASHED: Final = re.compile(
    r"\s*(?:\d{1,2}:\d{1,2}(?::\d{1,2})?\s+)?(\d{1,2})(?:/(\d{1,2})/(?:19|20)?\d\d|-(\d{1,2})-(?:19|20)\d\d)\b"
)
"""A day in digits, after a time of day or alone; `22-06-2023` is written with dashes as well."""
_IN_TEXT: Final = re.compile(
    r"(?<![\w/.-])(\d{1,2})(?:/(\d{1,2})(?![\w/])|/(\d{1,2})/(?:19|20)?\d\d\b|-(\d{1,2})-(?:19|20)\d\d\b)"
)
_MONTHS_IN_YEAR: Final = 12


def is_day_first(cells: Iterable[str | None]) -> bool | None:
    """Return the order that some cell proves; None when none does, or when they contradict one another."""
    return _proven([match for cell in cells if (match := _SLASHED.match(cell or ""))])


def is_day_first_in(text: str) -> bool | None:
    """Return the order that the days of a text, with a year or without, prove: `10/01` and `11/17`."""
    return _proven(list(_IN_TEXT.finditer(text)))


def _proven(found: list[re.Match[str]]) -> bool | None:
    written = [[int(part) for part in match.groups() if part] for match in found]
    # A slip like `31/13/24` is no day in either order, and proves none.
    pairs = [pair for pair in written if min(pair) <= _MONTHS_IN_YEAR]
    day_first = any(first > _MONTHS_IN_YEAR for first, _ in pairs)
    month_first = any(second > _MONTHS_IN_YEAR for _, second in pairs)
    return day_first if day_first != month_first else None
