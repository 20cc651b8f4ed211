"""A page of one event without any mark: its name, lines of nothing but its days and place, its programme.

Home pages of conferences are written so, and pages of their programmes. Such lines must all be of one event;
a name and a day alone are a post's as well.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from services.events.ingest.model import RawListing
from services.events.ingest.parse.dates.date_words import TO
from services.events.ingest.parse.dates.day_range import eastern_as_iso
from services.events.ingest.parse.dates.feed_dates import WEEKDAY, is_deadline
from services.events.ingest.parse.dates.line_days import line_days
from services.events.ingest.parse.lists.markdown_place import is_place
from services.events.ingest.parse.pages.clock_rows import talks_of_page
from services.events.ingest.parse.pages.name_of_page import (
    ONE_MEETING,
    PROGRAMME,
    is_programme,
    name_of_page,
    year_of_name,
)
from services.events.ingest.parse.pages.page_lines import lines_of_page
from services.events.ingest.parse.records.other_kinds import is_of_call
from services.events.ingest.parse.schedules.schedule import Programme, Talk, as_event
from services.events.ingest.parse.wire.dom import attribute, own_address, words_of
from shared.contracts.catalogue.origins import HowTold
from shared.text import fold

FORMAT: Final = "one_event"
_DESCRIPTIONS: Final = "meta[name=description], meta[property='og:description']"
_LONGEST: Final = 160
_LONGEST_PLACE: Final = 80
_HEAD: Final = 20
"""Lines at the top of a page among which days need no year."""
_MOST_LINES: Final = 2000
_FEWEST_TALKS: Final = 3
_LONGEST_EVENT: Final = timedelta(days=31)
_LONGEST_PROGRAMME: Final = timedelta(days=10)
_BEHIND: Final = re.compile(r"\W*(?:[,|@·•–—-]|\b(?:in|at|à|en|em|w|v)\b)\s+(?=[^\W\d_])")
_BEFORE: Final = re.compile(r"(?P<place>[^\W\d_][^|]{2,80},[^|,]{2,40})\s*[,|·•–—-]\s*")
_LABEL: Final = re.compile(
    rf"\W*(?:(?:save the date|when|dates?|wann|datum|termin|quand|fechas?|datas?|quando|kiedy|{PROGRAMME}"
    rf"|(?:upcoming|next|nachstes?|prochaine?|proxim[oa]|prossim[oa]) {ONE_MEETING})"
    rf"\W*)?(?:{WEEKDAY}\W*(?:{TO}{WEEKDAY}\W*)?)?",
    re.IGNORECASE,
)
"""What may stand before the days of an event that a line is of."""
_BESIDE: Final = re.compile(r"\W*(?:(?:in conjunction|co-?located|together) with\b.*)?", re.IGNORECASE)
_ON_THE_WAY: Final = re.compile(r"\b(?:last dates?|deadlines?|registrations?|due|opens?|closes?)\b")
_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")
_BARS: Final = re.compile(r"\s+[·•|]\s+")
_MARKED: Final = re.compile(r"^(?:#{1,6}|-)\s+|[*_]{2}")


class _Told(NamedTuple):
    """Days as a line tells them, and where it says that is."""

    first: date
    last: date
    place: str | None
    is_heading: bool
    is_whole: bool
    """Whether it tells the year as well."""
    is_bare: bool
    """Whether it is of nothing else."""


def event_of_one_page(tree: LexborHTMLParser) -> Iterator[RawListing]:
    """Yield the event, if the page names one and tells the days of one."""
    name = name_of_page(tree)
    if name is None:
        return
    year = year_of_name(name, *(words_of(node) for node in tree.css("title")[:1]))
    told = list(_told(islice(lines_of_page(tree), _MOST_LINES), year)) or list(_described(tree, year))
    talks = talks_of_page(tree, year)
    days = sorted({day for each in told for day in (each.first, each.last)} | _days_of(talks))
    if not days or not _is_one(told, days) or not _is_event(told, talks, year):
        return
    starts, ends = (day.isoformat() for day in (days[0], days[-1]))
    place = next((each.place for each in told if each.place), None)
    programme = Programme(name, starts, ends, address=place, url=own_address(tree))
    how = HowTold.IN_WORDS if all(each.is_whole for each in told) else HowTold.COMPLETED
    yield from (replace(it, dates_told=how) for it in as_event(FORMAT, programme, talks).listings)


def _is_one(told: list[_Told], days: list[date]) -> bool:
    """Tell whether the days are of one event: told in one line alone, or those of a programme."""
    is_alone = len({(each.first, each.last) for each in told}) == 1
    return days[-1] - days[0] <= (_LONGEST_EVENT if is_alone else _LONGEST_PROGRAMME)


def _is_event(told: list[_Told], talks: list[Talk], year: int | None) -> bool:
    """Tell whether more is said than a day: several, a place, a heading in the name's year, a programme."""
    for each in told:
        if each.place or each.last > each.first or (each.is_heading and each.first.year == year):
            return True
    return len(talks) >= _FEWEST_TALKS


def _told(lines: Iterable[str], year: int | None) -> Iterator[_Told]:
    """Yield what lines tell that are of nothing else, but below a heading of deadlines."""
    is_of_deadlines, label, open_ = False, "", list[_Told]()
    for number, line in enumerate(lines):
        if line.startswith("#"):
            is_of_deadlines = is_of_call(line)
        told = _line(line, year if number < _HEAD else None) if len(line) <= _LONGEST else None
        yield from (each._replace(place=each.place or _own_line(line)) for each in open_)
        open_ = [told] if told and told.is_bare and not is_of_deadlines and not _is_on_the_way(label) else []
        label = label if told else line
    yield from open_


def _own_line(line: str) -> str | None:
    """Return the place that the line below the days is."""
    words = _MARKED.sub("", line)
    return words if is_place(words) else None


def _is_on_the_way(label: str) -> bool:
    """Tell by the line above a day whether it is one on the way to the event: `Notification of authors`."""
    words = fold(label[-_LONGEST:])
    return is_deadline(f"{words} ", len(words) + 1) or _ON_THE_WAY.search(words) is not None


def _described(tree: LexborHTMLParser, year: int | None) -> Iterator[_Told]:
    """Yield the several days that the page tells of itself to those who share or find it."""
    for node in tree.css(_DESCRIPTIONS)[:4]:
        told = _line((attribute(node, "content") or "")[: 2 * _LONGEST], year)
        yield from (each for each in (told,) if each and each.last > each.first)


def _line(line: str, year: int | None) -> _Told | None:
    words = eastern_as_iso(_MARKED.sub("", line))
    found = line_days(words, year)
    if found is None:
        return None
    (first, last), part, is_whole = found
    before, behind = words[: part.start], words[part.stop :]
    place = _place(before, behind)
    is_bare = bool(place) or bool(_LABEL.fullmatch(fold(before)) and _BESIDE.fullmatch(behind))
    return _Told(first, last, place, line.startswith("#"), is_whole, is_bare)


def _place(before: str, behind: str) -> str | None:
    """Return the place behind the days, `3 June 2027 in Bonn`, or before, `Bonn, Germany | 3 June 2027`."""
    if (found := _BEHIND.match(behind)) and _LABEL.fullmatch(fold(before)):
        place = _BARS.split(behind[found.end() :], maxsplit=1)[0].strip(" .")
        return place if 1 < len(place) <= _LONGEST_PLACE and not place[0].islower() else None
    found = _BEFORE.fullmatch(before)
    if not found or behind.strip() or is_programme(before):
        return None
    # What bears a year is the event beside which it is held.
    return ", ".join(part for part in found["place"].split(", ") if not _YEAR.search(part)) or None


def _days_of(talks: list[Talk]) -> set[date]:
    return {date.fromisoformat(talk.day) for talk in talks if talk.day}
