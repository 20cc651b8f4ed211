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
from services.events.ingest.parse.pages.event_cards import cards
from services.events.ingest.parse.pages.page_year import years_of_page
from shared.contracts.catalogue.origins import HowTold
from shared.text import fold

_DATES: Final = (
    "time:not([datetime]), [class*=date], [class*=Date], [class*=when], [class*=datum], [class*=fecha]"
)
_LONGEST: Final = 100
_WORD: Final = re.compile(r"[^\W\d_]+")
_DAY_LENGTH: Final = len("2027-05-19")

Moment = tuple[str, str | None]
"""Start and end, as the common date reader understands them."""
Years = Callable[[], tuple[int, ...]]
"""The years that days without one can be of, looked for where there is such a day."""


def cards_in_words(tree: LexborHTMLParser) -> Iterator[RawListing | Rejected]:
    """Yield every such event once, in the order of the days."""
    years, completed = cache(partial(years_of_page, tree)), set[str]()
    for found in cards(tree, _DATES, lambda node: _told(node, years, completed)):
        if isinstance(found, RawListing):
            is_whole = (found.starts or "")[:_DAY_LENGTH] not in completed
            yield replace(found, dates_told=HowTold.IN_WORDS if is_whole else HowTold.COMPLETED)


def _told(node: LexborNode, years: Years, completed: set[str]) -> list[str]:
    """Return the moments of an element that tells them and nothing else; days made whole are noted."""
    words = " ".join(node.text(deep=True, separator=" ")[: 2 * _LONGEST].split())
    if not words or len(words) > _LONGEST:
        return []
    told = days_in_words(words)
    if told is None:
        told = next((found for year in years() if (found := _agreeing(words, year))), None)
        completed.add(told[0][:_DAY_LENGTH] if told else "")
    return list(filter(None, told or ()))


def _agreeing(words: str, year: int) -> Moment | None:
    """Return what is told of that year where the first weekday that is named is the first day's."""
    named = [WEEKDAYS[word] for word in _WORD.findall(fold(words)) if word in WEEKDAYS]
    moment = days_in_words(words, year) if named else None
    is_that_day = moment and date.fromisoformat(moment[0][:_DAY_LENGTH]).weekday() == named[0]
    return moment if is_that_day else None
