"""Items of a list that go on in the line below, each written in one line.

Only where what stands above cannot be all of it: a link or brackets that are not closed, a name whose day is
further below, or a line that ends within a phrase. Other lines below an item are said of it.
"""

import re
from typing import Final

from services.events.ingest.parse.dates.feed_dates import dated_part
from services.events.ingest.parse.wire.markdown_line import read_line

_ITEM: Final = re.compile(r"(\s{0,12})(?:[*+-]|\d{1,3}[.)])\s+\S")
_GOES_ON: Final = re.compile(r"(\s{2,16})(?![*+|#>-]|\d{1,3}[.)]\s|!\[)(\S.{0,300})")
_WITHIN: Final = re.compile(
    r"(?:[,&–—]|\b(?:and|or|of|for|with|the|a|to|in|on|at|und|oder|von|für|mit|der|die|das|zu|et|de|du|des|la|le"
    r"|les|pour|y|e|o|del|con|para|da|do|per|di|en|van|voor|met|het|i|w|a|v|na|o|och|og|med|för))$",
    re.IGNORECASE,
)
"""How a line ends that is not over."""
_FIELD: Final = re.compile(r"[*_]{0,2}[^\W\d_][^:\n]{1,30}:[*_]{0,2}\s")
_MOST_LINES: Final = 20_000
_MOST_MORE: Final = 3
"""Lines that an item may go on in."""
_LONGEST: Final = 300


def with_ends(lines: list[str]) -> list[str]:
    """Return the lines, as many; of those put together the first holds all and the others are blank."""
    written = list(lines)
    for number, line in enumerate(lines[:_MOST_LINES]):
        item = _ITEM.match(line) if written[number] else None
        if item is None or len(line) > _LONGEST:
            continue
        for below in range(number + 1, min(number + 1 + _MOST_MORE, len(lines))):
            more = _GOES_ON.fullmatch(written[below].rstrip())
            if more is None or len(more[1]) <= len(item[1]) or not _lacks(written[number], more[2]):
                break
            written[number], written[below] = f"{written[number].rstrip()} {more[2]}", ""
    return written


def _lacks(line: str, more: str) -> bool:
    """Tell whether the line cannot be all of the item."""
    if line.count("[") > line.count("]") or line.count("(") > line.count(")"):
        return True
    said = line.rstrip()
    if _FIELD.match(more) or said.endswith((".", ":", "!", "?")):
        return False
    if _WITHIN.search(said):
        return True
    # A name of several lines has its day in the last of them, behind a part of the name.
    found = dated_part(read_line(more).text) if any(map(str.isdigit, more)) else None
    return found is not None and found[1].start > 0 and more[:1].islower() and not any(map(str.isdigit, said))
