"""The time of day that a box of a page tells apart from its day: `<span class="time">2:00 PM</span>`."""

from datetime import datetime, time, timedelta, timezone
from typing import Final

from selectolax.lexbor import LexborNode

from services.events.ingest.normalise.when import read_date
from services.events.ingest.parse.dates.clock_words import clocks_of
from services.events.ingest.parse.dates.moment_words import timed
from services.events.ingest.parse.lists.told_lines import clocks_in, facts_of
from services.events.ingest.parse.wire.dom import beside, words_of

_CLOCKS: Final = "[class*=time], [class*=hour], p, span, li"
_MOST_CLOCKS: Final = 100
"""Elements of one box among which a time of day is looked for."""
_LONGEST: Final = 100
_DAY: Final = timedelta(days=1)
_HOUR: Final = timedelta(hours=1)
_FARTHEST_EAST: Final = timedelta(hours=13)
"""New Zealand's summer; what is farther is the west, where Hawaii is ten hours behind."""
_HALVES: Final = frozenset(
    timedelta(hours=hours) for hours in (-3.5, -2.5, 3.5, 4.5, 5.5, 5.75, 6.5, 9.5, 10.5)
)
"""Offsets of zones that are no whole hours; other differences are times of doors and ends."""
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
        first, last = clocks_in(facts_of(words))
        if first and not last and (words_behind := _words_behind(node)):
            last = clocks_of(f"{words} {words_behind}")[1]
        if first:
            moments = [timed(starts, first), timed(starts, last) if last and last > first else None]
            return [moment for moment in moments if moment]
    return [starts]


def on_clock_of_place(moment: str, clock: time | None) -> str:
    """Return an instant that programs are told in UTC with the offset by which people are shown it."""
    found = read_date(moment) if clock else None
    if found is None or clock is None or found.offset != timedelta() or clock.tzinfo:
        return moment
    ahead = (datetime.combine(found.wall.date(), clock) - found.wall) % _DAY
    ahead = ahead - _DAY if ahead > _FARTHEST_EAST else ahead
    is_offset = ahead % _HOUR == timedelta() or ahead in _HALVES
    return (found.wall + ahead).replace(tzinfo=timezone(ahead)).isoformat() if is_offset else moment


def _words_behind(node: LexborNode) -> str:
    found = beside(node)
    return words_of(found)[:_LONGEST] if found is not None and found.tag != "-text" else ""
