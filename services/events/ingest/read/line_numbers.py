"""Lines of a calendar as its publisher's editor counts them: folded lines (RFC 5545, 3.1) are lines there."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from services.events.ingest.model import Rejected

_LINE: Final = re.compile(r"line (\d{1,9})")


def as_written(rejected: Iterable[Rejected], body: bytes) -> tuple[Rejected, ...]:
    """Return the same, each `line N` of the unfolded text as the line of the document where it begins."""
    places = [(each, _LINE.fullmatch(each.where)) for each in rejected]
    if not any(found for _, found in places):
        return tuple(each for each, _ in places)
    starts = list(_starts(body))
    return tuple(
        replace(each, where=f"line {starts[int(found[1]) - 1]}")
        if found and 0 < int(found[1]) <= len(starts)
        else each
        for each, found in places
    )


def _starts(body: bytes) -> Iterator[int]:
    """Yield the numbers of lines that are no continuation."""
    for number, line in enumerate(body.split(b"\n"), 1):
        if number == 1 or not line.startswith((b" ", b"\t")):
            yield number
