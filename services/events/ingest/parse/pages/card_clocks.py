"""The time of day that a box of a page tells apart from its day: `<span class="time">2:00 PM</span>`."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta, timezone
from typing import Final

from selectolax.lexbor import LexborNode

from services.events.ingest.normalise.when import read_date
from services.events.ingest.parse.dates.clock_words import clocks_of
from services.events.ingest.parse.dates.moment_words import timed
from services.events.ingest.parse.lists.told_lines import clocks_in, facts_of
from services.events.ingest.parse.wire.dom import next_to, words_of

_CLOCKS: Final = "[class*=time], [class*=hour], p, span, li"
_MOST_CLOCKS: Final = 100
"""Elements of one box among which a time of day is looked for."""
_LONGEST: Final = 100
_LONGEST_BOX: Final = 4_000
_MOST_TEXTS: Final = 40
_DAY: Final = timedelta(days=1)
_HOUR: Final = timedelta(hours=1)
_FARTHEST_EAST: Final = timedelta(hours=13)
"""New Zealand's summer; what is farther is the west, where Hawaii is ten hours behind."""
_HALVES: Final = frozenset(
    timedelta(hours=hours) for hours in (-3.5, -2.5, 3.5, 4.5, 5.5, 5.75, 6.5, 9.5, 10.5)
)
"""Offsets of zones that are no whole hours; other differences are times of doors and ends."""
_DAY_LENGTH: Final = len("2027-05-19")


def with_clock(box: LexborNode, starts: str, ends: str | None = None) -> list[str]:
    """Return start and end, a day with the one time of day that an element of the box tells by itself.

    The end may stand in an element of its own just behind, as LiveWhale has it.
    """
    if len(starts) > _DAY_LENGTH:
        return [starts, ends] if ends else [starts]
    if ends and ends != starts:
        return [starts, ends]
    for words, words_behind in _said(box):
        first, last = clocks_in(facts_of(words))
        if first and not last and words_behind:
            last = clocks_of(f"{words} {words_behind}")[1]
        if first:
            moments = [timed(starts, first), timed(starts, last) if last and last > first else None]
            return [moment for moment in moments if moment]
    return [starts]


def _said(box: LexborNode) -> Iterator[tuple[str, str]]:
    """Yield what elements say, with what stands behind each, and then the texts outside of them."""
    for node in box.css(_CLOCKS)[:_MOST_CLOCKS]:
        yield words_of(node)[:_LONGEST], _words_behind(node)
    yield from ((text[:_LONGEST], "") for text in texts_of(box))


def texts_of(box: LexborNode) -> list[str]:
    """Return the texts of a box that stand in no element of their own, `<li><time>19 May</time> 18:00 …`."""
    texts = box.text(deep=True, separator="\n")[:_LONGEST_BOX].split("\n")[:_MOST_TEXTS]
    return [words for text in texts if (words := text.strip())]


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
    found = next_to(node)
    return words_of(found)[:_LONGEST] if found is not None and found.tag != "-text" else ""
