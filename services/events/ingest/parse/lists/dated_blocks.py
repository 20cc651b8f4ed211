"""Events of a text in which each is a block: a name, a day, and what is said of it.

One idea for headings with a day in them or below them, boxes of a page, days with what is on below them. A
block is an event if it tells of one day only, and others of the same kind do so too.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from services.events.ingest.model import RawListing
from services.events.ingest.parse.dates.moment_words import timed
from services.events.ingest.parse.lists.block_names import Name, name_of
from services.events.ingest.parse.lists.blocks import (
    BOLD,
    HEADING,
    ITEM,
    WORDS,
    Block,
    Row,
    blocks_of,
    is_day,
    rows_of,
)
from services.events.ingest.parse.lists.markdown_place import is_place
from services.events.ingest.parse.lists.told_lines import (
    Told,
    clocks_in,
    facts_of,
    is_unknown,
    labelled,
    told_of,
)
from services.events.ingest.parse.records.event_words import is_of_events, names_series, says_one_event
from services.events.ingest.parse.records.modes import mode_word
from services.events.ingest.parse.records.other_kinds import is_of_call
from services.events.ingest.parse.records.record_when import year_of
from services.events.ingest.parse.wire.markdown_line import is_of_page
from services.events.ingest.parse.wire.parsed import MAX_ITEMS
from shared.contracts.catalogue.origins import HowTold
from shared.text import fold

_FEWEST: Final = 2
_LONGEST: Final = timedelta(days=14)
_CLOCK: Final = re.compile(r"\d\d?(?:[:.h]\d\d|\s?(?:uhr|uur|[ap]\.?m|h)\b)", re.IGNORECASE)
_DAY_LENGTH: Final = len("2027-05-19")
OF_OTHERS: Final = re.compile(
    r"\b(?:news|blog|posts?|articles?|releases?|press|updates|timeline|history|publications?|papers"
    r"|neuigkeiten|aktuelles|nachrichten|actualités|noticias|notícias|notizie|nieuws|aktualno[sś]ci|aktuality)\b"
    r"|ニュース|お知らせ|新闻|通知",
    re.IGNORECASE,
)
"""Headings of what has names and days and is no event."""
_PLACED: Final = ("address", "venue", "street", "city")
_TOWN_BEHIND: Final = re.compile(r"(?P<name>.{2,150}?)\s[-–—]\s(?P<place>[^–—]{4,60})")
"""A name with the town behind it, before its day: `Lathes - Munich, Germany`."""
_BYLINE: Final = re.compile(
    r"(?:by|von|par|por|di|door|posted|published|updated|written|since|until)\b", re.IGNORECASE
)
_OWN_LINK: Final = re.compile(
    r"register|registration|rsvp|sign ?up|tickets?|anmeld|inscri|event|more|details|info|website|meetup|mehr"
    r"|url|link",
    re.IGNORECASE,
)
"""What a link is called that leads to the event of the block it stands in."""
_MAP: Final = re.compile(r"goo\.gl/maps|google\.[a-z.]+/maps|maps\.(?:google|apple|app)|openstreetmap\.org")


@dataclass(frozen=True, slots=True)
class Spread:
    """An event and the numbers of the lines that its block spans."""

    listing: RawListing
    lines: range


def dated_blocks(
    lines: list[str], year: int | None, categories: tuple[str, ...], *, is_listed: bool
) -> list[Spread]:
    """Return the events of the kind of blocks that has most: two of it at least, and half of all of it.

    One is enough where it says where or at what time of day it is, or the heading above is of events. `year`
    completes days without one. Of a text that `is_listed` nowhere as one of events only those are events that
    say by labels when and where they are.
    """
    rows = rows_of(lines, year)
    if not any(row.told or _CLOCK.search(row.text) for row in rows):
        return []
    series = _series(rows)
    blocks = (list(blocks_of(rows, kind)) for kind in (HEADING, BOLD, ITEM, WORDS))
    readings = (_read(each, categories, series, is_listed=is_listed) for each in blocks)
    return _told_apart(max(readings, key=len)[:MAX_ITEMS])


def _series(rows: list[Row]) -> str | None:
    """Return what the meetings of a text are called by its only heading that names a series."""
    named = {row.text for row in rows if row.kind == HEADING and row.told is None and names_series(row.text)}
    return named.pop() if len(named) == 1 else None


def _told_apart(events: list[Spread]) -> list[Spread]:
    """Return the events with their days in the identities of those that are called alike in one year."""
    alike = Counter(it.listing.uid for it in events)
    return [_with_day(it) if alike[it.listing.uid] > 1 else it for it in events]


def _with_day(event: Spread) -> Spread:
    listing = event.listing
    return replace(event, listing=replace(listing, uid=f"{listing.uid}|{listing.starts}"))


def _read(
    blocks: list[Block], categories: tuple[str, ...], series: str | None, *, is_listed: bool
) -> list[Spread]:
    found = [(block, event) for block in blocks if (event := _event(block, categories, series))]
    levels = {block.opener.level for block, _ in found}
    alike = [block for block in blocks if block.opener.level in levels and (block.below or block.opener.told)]
    fewest = 1 if any(_is_told_alone(block, event) for block, event in found) else _FEWEST
    of_days = sum(_is_of_days_somewhere(event) for _, event in found)
    is_kind = (is_listed or of_days >= _FEWEST) and len(found) >= max(fewest, len(alike) / 2)
    kept = found if is_kind else [each for each in found if _is_labelled(each[0])]
    return [Spread(event, _lines_of(block)) for block, event in kept]


def _is_of_days_somewhere(event: RawListing) -> bool:
    """Tell a name above `5-7 May 2027, Berlin`, as nothing but events is told: by-lines name a single day."""
    if not (event.address and event.starts and event.ends):
        return False
    days = [date.fromisoformat(text[:_DAY_LENGTH]) for text in (event.starts, event.ends)]
    return timedelta(0) < days[1] - days[0] <= _LONGEST


def _lines_of(block: Block) -> range:
    first = block.opener.number
    return range(first, max([first, *(row.number for row in block.below)]) + 1)


def _is_labelled(block: Block) -> bool:
    """Tell a block that says by labels when and where it is, an event wherever it stands."""
    said = {field for row in block.below for field in facts_of(row.text)}
    return bool(said & {"dates", "starts"}) and bool(said & {"address", "venue", "city"})


def _is_told_alone(block: Block, event: RawListing) -> bool:
    """Tell a block that is an event though no other is: by its place or clock, its name, what it is below."""
    is_below_events = bool(block.above) and is_of_events(block.above[-1].text)
    is_placed = bool(event.address or event.online) or len(event.starts or "") > _DAY_LENGTH
    is_called = block.opener.told is not None and says_one_event(event.title or "")
    return is_placed or is_below_events or is_called


def _event(block: Block, categories: tuple[str, ...], series: str | None) -> RawListing | None:
    """Return the event that a block is; None for one that tells of no day, or of several."""
    if any(OF_OTHERS.search(row.text) or is_of_call(row.text) for row in block.above):
        return None
    day = _day(block)
    if day and any(row.told and row.told.days == day[1].days and not is_day(row) for row in block.above):
        return None  # a part of the event that the heading above is
    name = name_of(block, day[0], series) if day else None
    if day is None or name is None:
        return None
    at, told = day
    facts = _facts(block, at)
    starts, ends = _when(told, facts)
    place = _place(block, at, told) or next(filter(None, map(facts.get, _PLACED)), None)
    if place is None and (parted := _TOWN_BEHIND.fullmatch(name.text)) and is_place(parted["place"]):
        name, place = replace(name, text=parted["name"]), parted["place"]
    return RawListing(
        title=name.text,
        uid=f"{name.text.casefold()}|{starts[:4]}|{(place or '').casefold()}",
        starts=starts,
        ends=ends,
        address=None if mode_word(place or "") else place,
        online=mode_word(place or ""),
        url=_link(block, name),
        categories=categories,
        dates_told=HowTold.IN_WORDS if told.is_whole else HowTold.COMPLETED,
        where=f"line {block.opener.number}",
    )


def _day(block: Block) -> tuple[Row, Told] | None:
    """Return the line that tells the one day of a block, and what it tells."""
    opener = block.opener
    own = year_of({"title": opener.text}) if opener.told is None else None
    told = [(opener, opener.told)] if opener.told else []
    for row in block.below:
        said = row.told or (told_of(row.text, own) if own else None)
        is_labelled = bool(facts_of(row.text).keys() & {"dates", "starts"})
        if said and row.kind == ITEM and opener.kind == HEADING and not (is_day(row) or is_labelled):
            return None  # an item of the list below the heading, with a name of its own
        is_of_days = said and said.days[0] < said.days[1] and opener.told is None
        is_behind_place = said and is_of_days and row.text.startswith(f"{said.before}, ")
        if said and (not said.before or is_labelled or is_behind_place):
            told.append((row, said))
    if not told or len({said.days for _, said in told}) > 1 or _BYLINE.match(told[0][0].text):
        return None
    return max(told, key=lambda each: len(each[1].starts) + len(each[1].behind))


def _facts(block: Block, at: Row) -> dict[str, str]:
    """Return what the lines beside that of the day say, the first of each."""
    facts = dict[str, str]()
    for row in block.below:
        if row is not at:
            facts = facts_of(row.text) | facts
    beside = (row.text for row in block.below if row.kind in {WORDS, ITEM})
    placed = (words for words in beside if is_place(words) and not labelled(words))
    return {"address": place} | facts if (place := next(placed, None)) else facts


def _when(told: Told, facts: dict[str, str]) -> tuple[str, str | None]:
    begins, closes = clocks_in(facts)
    if begins is None or len(told.starts) > _DAY_LENGTH or told.days[0] != told.days[1]:
        return told.starts, told.ends
    ends = timed(told.starts, closes) if closes and closes > begins else None
    return timed(told.starts, begins) or told.starts, ends


def _place(block: Block, at: Row, told: Told) -> str | None:
    """Return what stands behind the day, where a line that opens a block with it does not name it so."""
    is_name = at is block.opener and not told.before
    place = told.behind or ("" if at is block.opener or labelled(at.text) else told.before)
    return None if is_name or is_unknown(place) else place


def _link(block: Block, name: Name) -> str | None:
    return name.url or block.opener.url or next(_own_links(block, name.text), None)


def _own_links(block: Block, name: str) -> Iterator[str]:
    """Yield the links to sign up, those called as the event, and one that is the line just below the name."""
    for place, row in enumerate(block.below):
        called = row.name or row.text.rstrip(": ")
        is_alone = row.text == row.name and (place == 0 or row.kind == ITEM)
        is_alike = fold(name) in fold(called) or fold(name).startswith(fold(row.name or "\n"))
        is_called = is_of_page(called) or _OWN_LINK.match(row.text) or _OWN_LINK.search(called)
        if row.url and (is_alone or is_alike or is_called) and not _MAP.search(row.url):
            yield row.url
