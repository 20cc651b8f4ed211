"""Several times of one event in one text: `2027-05-19T12:30:00 2027-05-19T19:00:00;2027-05-20T…`.

So OpenAgenda and the portals of OpenDataSoft write them (`timetable`, and `occurrences` with an underscore).
"""

import re
from itertools import islice
from typing import Final

_MOMENT: Final = r"(?:19|20)\d\d-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?"
_SPAN: Final = re.compile(rf"\s*({_MOMENT})(?:[ _/]|\s-\s)({_MOMENT})\s*(?:[;,|]|\Z)")
_SHORTEST: Final = len("2027-05-19T12:30 2027-05-19T19:00")
_MOST: Final = 366


def spans_of(text: str) -> list[dict[str, str]]:
    """Return start and end of each time that a text lists and nothing else; empty for any other text."""
    if len(text) < _SHORTEST or not text[:4].isdecimal() or text[4] != "-":
        return []
    spans, at = list[dict[str, str]](), 0
    for found in islice(_SPAN.finditer(text), _MOST):
        if found.start() != at:
            return []
        spans.append({"starts": found[1], "ends": found[2]})
        at = found.end()
    return spans if at == len(text) or len(spans) == _MOST else []
