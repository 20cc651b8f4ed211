"""Boxes called events that tell their day in words, `<p class="date">Friday, 27 June 2026</p>`, and no time.

A day without a year takes one of the page's (`page_year`) in which it is the weekday beside it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.dates.moment_words import days_in_words
from services.events.ingest.parse.dates.weekday_names import WEEKDAYS
from services.events.ingest.parse.pages.card_clocks import with_clock
from services.events.ingest.parse.pages.event_cards import (
    HUMP,
    MAX_TIMES,
    box_of,
    card,
    is_of_a_post,
    title_of,
)
from services.events.ingest.parse.pages.page_year import years_of_page
from services.events.ingest.parse.wire.dom import classes, words_of
from shared.contracts.catalogue.origins import HowTold
from shared.text import fold

_DATES: Final = (
    "time:not([datetime]), [class*=date], [class*=Date], [class*=when], [class*=datum], [class*=fecha]"
)
_LONGEST: Final = 100
_WORD: Final = re.compile(r"[^\W\d_]+")

_SIDE: Final = re.compile(r"(?<![a-z])(start|end)s?(?![a-z])")
_OF_EVENT: Final = re.compile(r"event[-_]?(?:date|when)", re.IGNORECASE)
_NEAR: Final = 3
"""Elements above a date that is called an event's among which one with a title is looked for."""
_DAY_LENGTH: Final = len("2027-05-19")

Moment = tuple[str, str | None]
"""Start and end, as the common date reader understands them."""
Years = Callable[[], tuple[int, ...]]
"""The years that days without one can be of, looked for where there is such a day."""
Side = tuple[str, Moment]
"""Whether it is called a start or an end, or neither, and what it tells."""


def cards_in_words(tree: LexborHTMLParser) -> Iterator[RawListing | Rejected]:
    """Yield every such event once, in the order of the days; a box that tells of several days is a list."""
    years, known = cache(partial(years_of_page, tree)), dict[int, bool]()
    boxes: dict[int, tuple[LexborNode, list[Side]]] = {}
    for node in tree.css(_DATES)[:MAX_TIMES]:
        moment = None if is_of_a_post(node) else _moment_of(node, years)
        box = (box_of(node, known) or _around(node)) if moment else None
        if box is not None and moment:
            boxes.setdefault(box.mem_id, (box, []))[1].append((_side(node), moment))
    for number, (box, sides) in enumerate(boxes.values(), 1):
        moment = _one(sides)
        found = card(box, with_clock(box, *moment), f"event {number}") if moment else None
        if found:
            is_whole = (found.starts or "")[:4] in words_of(box)
            yield replace(found, dates_told=HowTold.IN_WORDS if is_whole else HowTold.COMPLETED)


def _moment_of(node: LexborNode, years: Years) -> Moment | None:
    """Return what the element tells; a day with the time of day that stands beside it, and nothing else."""
    moment = _moment(_said(node), years)
    if moment and len(moment[0]) == _DAY_LENGTH and node.parent and _side(node):
        beside = _moment(_said(node.parent), years)
        return beside if beside and beside[0][:_DAY_LENGTH] == moment[0] else moment
    return moment


def _said(node: LexborNode) -> str:
    return node.text(deep=True, separator=" ")[: 2 * _LONGEST]


def _side(node: LexborNode) -> str:
    """Return whether the element is called a start or an end: `StartDate`, `event-end-date`."""
    found = _SIDE.search(HUMP.sub("-", " ".join(classes(node))[:200]).lower())
    return found[1] if found else ""


def _around(node: LexborNode) -> LexborNode | None:
    """Return the nearest element with a title around a date that is called that of an event."""
    if not any(_OF_EVENT.match(name) for name in classes(node)):
        return None
    around = node.parent
    for _ in range(_NEAR):
        if around is None or around.tag in {"body", "html", "main"}:
            return None
        if title_of(around) is not None:
            return around
        around = around.parent
    return None


def _one(sides: list[Side]) -> Moment | None:
    """Return the moment that a box tells, also as a start and an end; None for the box of a list."""
    if len({starts[:_DAY_LENGTH] for _, (starts, _) in sides}) == 1 and not all(side for side, _ in sides):
        return max((moment for _, moment in sides), key=lambda moment: len(moment[0]))
    by_side = {side: moment for side, moment in sides if side}
    if len(by_side) != len(sides) or "start" not in by_side:
        return None
    starts, ends = by_side["start"][0], by_side.get("end", (None,))[0]
    return starts, ends if ends and ends >= starts else None


def _moment(text: str, years: Years) -> Moment | None:
    words = " ".join(text.split())
    if not words or len(words) > _LONGEST:
        return None
    if told := days_in_words(words):
        return told
    return next((found for year in years() if (found := _agreeing(words, year))), None)


def _agreeing(words: str, year: int) -> Moment | None:
    """Return what is told of that year where the first weekday that is named is the first day's."""
    named = [WEEKDAYS[word] for word in _WORD.findall(fold(words)) if word in WEEKDAYS]
    moment = days_in_words(words, year) if named else None
    is_that_day = moment and date.fromisoformat(moment[0][:_DAY_LENGTH]).weekday() == named[0]
    return moment if is_that_day else None
