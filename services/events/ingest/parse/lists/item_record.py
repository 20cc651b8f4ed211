"""An item of a list, or a heading, in Markdown as an event: its day, name, place and link in one line."""

import re
from dataclasses import dataclass
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.dates.clock_words import is_zone
from services.events.ingest.parse.dates.date_words import DateRefusedError
from services.events.ingest.parse.lists.dated_lines import is_dated_at_an_end
from services.events.ingest.parse.lists.markdown_dates import Headings, as_western, closing_day
from services.events.ingest.parse.lists.markdown_marks import called_in_bold, online_by_badge, status_marked
from services.events.ingest.parse.lists.markdown_place import name_and_place
from services.events.ingest.parse.lists.markdown_times import when_told
from services.events.ingest.parse.records.event_words import names_series
from services.events.ingest.parse.records.histories import is_version
from services.events.ingest.parse.records.other_kinds import is_nothing, is_weekday
from services.events.ingest.parse.records.record_place import flag_country
from services.events.ingest.parse.wire.markdown_line import is_struck, read_line
from shared.contracts.catalogue.origins import HowTold

_KIND: Final = re.compile(r"(\d{1,2}/\d{1,2}\s+[-–—|:]\s+)[A-Z]{1,2}\s+[-–—|:]\s+(?=\S)")
"""Letters that stand for the kind of an event between its day and its name: `16/06 - T - Coding dojo`."""
_ONLINE: Final = re.compile(r"&\s*online\b|^online$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above an item, and what its file is."""

    headings: Headings
    title: str
    categories: tuple[str, ...]
    is_of_others: bool
    is_just_below: bool
    tells_of_events: bool
    is_listed: bool

    def is_first_of_days(self) -> bool:
        """Tell whether the line is the first below a heading that is several days: notes are of one."""
        days = self.headings.days
        return self.tells_of_events and self.is_just_below and days is not None and days[0] < days[1]


def item_record(source: str, where: str, above: Above, *, in_prose: bool) -> RawListing | Rejected | None:
    """Read an item. One without a link, a name in bold or a date is prose, unless it stands under a month."""
    line = as_western(read_line(_KIND.sub(r"\1", source.replace(" // ", " | "), count=1)))
    line = called_in_bold(line, source) if above.tells_of_events and not in_prose else line
    status, words = status_marked(line.text)
    headings = above.headings.of_name(line.name)
    is_at_an_end = above.tells_of_events and is_dated_at_an_end(words, headings.year)
    within, is_first = in_prose or bool(line.url or line.name) or is_at_an_end, above.is_first_of_days()
    try:
        starts, ends, rest = when_told(words, line, headings, in_prose=within, is_first=is_first)
    except DateRefusedError as refused:
        is_record = above.headings.month is not None and line.url is not None
        return Rejected(str(refused), where, line.name or words[:200]) if is_record else None
    name, place = name_and_place(line, rest)
    if "T" in starts and (not name or is_zone(name)) and names_series(above.title):
        name = read_line(above.title).text
    # A bullet of a day and words, in a file that tells of no events, is of a history.
    is_unplaced = line.name is not None and line.url is None and not is_at_an_end
    in_log = not (above.is_listed or in_prose or line.url or above.headings.month) or is_unplaced
    is_number = name is not None and not any(map(str.isalpha, name))
    if is_number or is_version(name) or (in_log and not place):
        return None
    if is_nothing(name) or is_weekday(name) or above.is_of_others:
        return Rejected("not_an_event", where, name)
    return RawListing(
        title=name,
        uid=f"{(name or '').casefold()}|{starts[:4]}|{(place or '').casefold()}",
        starts=starts,
        ends=ends,
        address=place,
        country=flag_country(words),
        online=True if _ONLINE.search(place or "") else online_by_badge(source),
        url=line.url or line.bare_url,
        status=status or ("cancelled" if is_struck(source) else None),
        categories=above.categories,
        cfp_url=line.cfp_url,
        cfp_closes=closing_day(line.cfp_closes),
        dates_told=HowTold.IN_WORDS if starts[:4] in line.text else HowTold.COMPLETED,
        where=where,
    )
