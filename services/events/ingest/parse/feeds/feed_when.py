"""When the event of a feed's entry is: by its event fields, else its words; never its publishing."""

import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Final

from services.events.ingest.normalise.when import read_date
from services.events.ingest.parse.dates.clocks_behind import clocks_behind_date
from services.events.ingest.parse.dates.date_words import DateRefusedError
from services.events.ingest.parse.dates.feed_dates import days_in_text
from services.events.ingest.parse.dates.moment_words import as_iso, moment_of
from services.events.ingest.parse.dates.yearless_dates import (
    Completed,
    completed_by_weekday,
    completed_in_title,
    completed_in_words,
)
from services.events.ingest.parse.feeds.feed_place import labelled_clocks
from services.events.ingest.parse.records.record_when import Fields, when_of
from shared.contracts.catalogue.origins import HowTold

_TAGGED: Final = re.compile(r"((?:19|20)\d\d)/(\d\d)/(\d\d)(?: \(\w{2,9}\))?")
"""A tag that is the day of the event, `2027/05/19 (Wed)`, as Trumba and 25Live write it."""
_LINKED: Final = re.compile(r"(?<!\d)(20\d\d)[-/](\d\d)[-/](\d\d)(?!\d)")
_OF_EVENTS: Final = re.compile(
    r"/(?:events?|meetings?|meet-?ups?|calendar|termine|veranstaltungen|eventos|agenda)/"
    r"(?:[^/]+/)*20\d\d-\d\d-\d\d[^/]*/?$"
)
"""Dashes name a page by the day of its event; slashes are how posts are kept by the day of their writing."""
_AHEAD: Final = timedelta(days=400)
_FARTHEST_ZONE: Final = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Told:
    """What an entry tells in words: plain text, the day it was listed on, its tags, php.net's teaser day."""

    title: str
    text: str
    listed: date | None = None
    tags: tuple[str, ...] = ()
    teaser: str | None = None
    link: str = ""
    is_call: bool = False
    """It calls for papers: then the teaser day is when they are due."""


@dataclass(frozen=True, slots=True)
class EntryWhen:
    """Start, end and close of the call for papers, as the common date reader understands them."""

    starts: str | None = None
    ends: str | None = None
    cfp_closes: str | None = None
    told: HowTold = HowTold.STATED


def when_in_fields(fields: Fields) -> EntryWhen | None:
    """Return when the event is by its own fields, None when they do not say.

    Raises DateRefusedError: why a field that should hold a date does not.
    """
    starts, ends = when_of(fields)
    local = moment_of(fields.get("local start") or "")
    if starts:
        offset = _offset(starts, local)
        return EntryWhen(_with_offset(starts, offset), _with_offset(ends, offset) if ends else None)
    return EntryWhen(local, moment_of(fields.get("local end") or "")) if local else None


def when_in_words(told: Told) -> EntryWhen:
    """Return when the event is by the words of the entry.

    Raises DateRefusedError: `no_date`.
    """
    if told.teaser and not told.is_call:
        return _teased(told, told.teaser)
    found = _found(told)
    if found is None:
        raise DateRefusedError("no_date")
    first, last = found.days
    from_, till = labelled_clocks(told.text) if first == last else (None, None)
    if found.clock:
        from_, till = found.clock, till if from_ == found.clock else found.until
    if from_:
        return EntryWhen(_at(first, from_), _at(first, till) if till else None, told.teaser, found.told)
    return EntryWhen(first.isoformat(), last.isoformat(), told.teaser, found.told)


def _teased(told: Told, teaser: str) -> EntryWhen:
    """Return the days that the words tell, where they are several: an entry is teased until any of them."""
    first, last = days_in_text(told.title) or days_in_text(told.text) or (None, None)
    if first is None or last is None or first == last:
        return EntryWhen(teaser)
    return EntryWhen(first.isoformat(), last.isoformat(), told=HowTold.IN_WORDS)


def _at(day: date, clock: time) -> str:
    return f"{day.isoformat()}T{clock.isoformat('minutes')}"


def _found(told: Told) -> Completed | None:
    """Take the date of the title first: what is told below it may speak of other days too."""
    found = _titled(told) or _with_clock_below(told) or _whole(told.text)
    if found is not None or told.listed is None:
        return found
    return (
        _by_weekday(told.text, told.listed)
        or completed_in_title(told.title, told.listed)
        or completed_in_words(told.title, told.text, told.listed)
        or _in_link(told.link, told.listed)
    )


def _titled(told: Told) -> Completed | None:
    """Return the days of the title or a tag, with the time that the text tells behind the same one day."""
    found, days = _whole(told.title), _tagged(told.tags)
    if found is None and days:
        found = Completed(days, told=HowTold.IN_WORDS)
    if found is None or found.clock or found.days[0] != found.days[1]:
        return found
    below = _whole(told.text)
    return below if below and below.days == found.days else found


def _whole(text: str) -> Completed | None:
    days = days_in_text(text)
    return Completed(days, *clocks_behind_date(text), HowTold.IN_WORDS) if days else None


def _with_clock_below(told: Told) -> Completed | None:
    """Return the day that the title tells with its weekday, and the time that the text tells beside it."""
    found = _by_weekday(told.title, told.listed)
    if found is None or found.clock:
        return found
    below = _by_weekday(told.text, told.listed)
    return below if below and below.days == found.days else found


def _in_link(link: str, listed: date) -> Completed | None:
    """Return a day in the address that lies ahead of the listing; the day of writing is no day of it.

    Below `/events/` the day is that of the event: pages of events are kept by their days.
    """
    found = _LINKED.search(link.partition("#")[0])
    try:
        day = date(*map(int, found.groups())) if found else listed
    except ValueError:
        return None
    if found is None:
        return None
    # The two may differ by a day in the zone of the writer.
    ahead = timedelta(days=1) < day - listed <= _AHEAD
    return Completed((day, day), told=HowTold.IN_WORDS) if ahead or _OF_EVENTS.search(link) else None


def _by_weekday(text: str, listed: date | None) -> Completed | None:
    return completed_by_weekday(text, listed) if listed else None


def _tagged(tags: tuple[str, ...]) -> tuple[date, date] | None:
    for tag in tags:
        found = _TAGGED.fullmatch(tag.strip())
        try:
            if found:
                day = date(int(found[1]), int(found[2]), int(found[3]))
                return day, day
        except ValueError:
            continue
    return None


def _offset(instant: str, wall: str | None) -> timedelta | None:
    """Return how far the clocks of the place, which show the wall time, are from UTC at the instant."""
    moment, shown = read_date(instant), read_date(wall)
    if moment is None or shown is None or moment.is_day or shown.is_day or moment.offset is None:
        return None
    offset = shown.wall - (moment.wall - moment.offset)
    return offset if abs(offset) <= _FARTHEST_ZONE and not offset % timedelta(minutes=15) else None


def _with_offset(text: str, offset: timedelta | None) -> str:
    """Write an instant with that offset; what is none stays as it is."""
    moment = read_date(text)
    if offset is None or moment is None or moment.is_day or moment.offset is None:
        return text
    return as_iso(replace(moment, wall=moment.wall - moment.offset + offset, offset=offset))
