"""The time of day that a box of a page tells apart from its day: `<span class="time">2:00 PM</span>`."""

from typing import Final

from selectolax.lexbor import LexborNode

from services.events.ingest.parse.dates.clock_words import clocks_of
from services.events.ingest.parse.dates.moment_words import timed
from services.events.ingest.parse.wire.dom import words_of

_CLOCKS: Final = "[class*=time], [class*=hour], p, span, li"
_MOST_CLOCKS: Final = 100
"""Elements of one box among which a time of day is looked for."""
_LONGEST: Final = 100
_DAY_LENGTH: Final = len("2027-05-19")


def with_clock(box: LexborNode, starts: str, ends: str | None) -> list[str]:
    """Return start and end, a day with the one time of day that an element of the box tells by itself.

    The end may stand in an element of its own just behind, as LiveWhale has it.
    """
    if len(starts) > _DAY_LENGTH:
        return [starts, ends] if ends else [starts]
    if ends and ends != starts:
        return [starts, ends]
    for node in box.css(_CLOCKS)[:_MOST_CLOCKS]:
        words = words_of(node)[:_LONGEST]
        first, last = clocks_of(words)
        if first and not last and (beside := _beside(node)):
            last = clocks_of(f"{words} {beside}")[1]
        if first:
            moments = [timed(starts, first), timed(starts, last) if last and last > first else None]
            return [moment for moment in moments if moment]
    return [starts]


def _beside(node: LexborNode) -> str:
    beside = node.next
    if beside is not None and beside.tag == "-text" and not (beside.text() or "").strip():
        beside = beside.next
    return words_of(beside)[:_LONGEST] if beside is not None and beside.tag != "-text" else ""
