"""Lists and tables of events in Markdown: bullets under headings that name the year and the month.

The shape of https://github.com/scraly/developers-conferences-agenda: `* 27-01/12: [Name](url) - City
(Country)` under `### November` under `## 2024`. Bullets with a whole date, and tables, need no headings.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.lists.blocks_beside_lines import with_blocks
from services.events.ingest.parse.lists.dated_blocks import dated_blocks
from services.events.ingest.parse.lists.dated_lines import dated_lines
from services.events.ingest.parse.lists.event_around import EventAround
from services.events.ingest.parse.lists.item_record import Above, item_record
from services.events.ingest.parse.lists.links_of_days import are_links_of_days
from services.events.ingest.parse.lists.markdown_dates import Headings
from services.events.ingest.parse.lists.markdown_fields import (
    date_below,
    dates_stated,
    field_of,
    link_of,
    names_headed,
    pair_of,
    record_of,
)
from services.events.ingest.parse.lists.markdown_items import bare_field, is_labelled, named_item
from services.events.ingest.parse.lists.markdown_marks import (
    with_call_below,
)
from services.events.ingest.parse.lists.markdown_outlines import level_of, outlined
from services.events.ingest.parse.lists.markdown_place import is_place
from services.events.ingest.parse.lists.markdown_table import (
    is_rule,
    table_keys,
    table_record,
    under_row,
    unnamed_keys,
)
from services.events.ingest.parse.lists.told_below import told_below
from services.events.ingest.parse.records.event_words import lists_events, says_one_event
from services.events.ingest.parse.records.histories import is_history, is_version
from services.events.ingest.parse.records.kind_of_file import kind_of_file
from services.events.ingest.parse.records.other_kinds import is_of_call
from services.events.ingest.parse.wire.markdown_line import lone_link, read_line
from services.events.ingest.parse.wire.parsed import MAX_LINES, Parsed, gathered
from services.events.ingest.parse.wire.source_lines import source_lines

FORMAT: Final = "markdown"
_HEADING: Final = re.compile(r"\s{0,3}#{1,6}\s+(.{1,300})")
_BOLD_LINE: Final = re.compile(r"\s{0,3}(?:\*\*|__)([^*_]{4,80})(?:\*\*|__):?\s*(?:<br ?/?>)?\s*")
_BULLET: Final = re.compile(r"(\s{0,12})(?:[*+-]\s+(?:\[[ xX]\]\s+)?|\d{1,3}[.)]\s+(?=[\[*_\"<]))(?=\S)(.*)")
_DATED_LINE: Final = re.compile(
    r"(\s{0,3})(?=\d{1,2}/\d{1,2}(?:\s*[-–]\s*\d{1,2}/\d{1,2})?\s+[-–—|:]\s+\S)(.*?)(?:\s|<br ?/?>|\\)*$"
)
"""A line of a list without bullets, `16/06 - Kick-off<br>`, the year told above."""
_WHOLE: Final = re.compile(r"(\s{0,3})(.*)")
_FIELD_LINE: Final = re.compile(r"\s*(?:[*+-]\s|\[|[*_]{0,2}[^\W\d_][^:\n]{1,40}:|.*\d)")
"""A line above a link alone of which that is no part: a field, another link, a day."""
_LOOKED_AT: Final = 20
"""Rows of a table by which a column is known that is not called what it holds."""
_FEWEST_DATED: Final = 2
"""Headings with a date below them that make a file a list of events told so."""
Found = RawListing | Rejected


def parse_markdown(text: str, url: str, *, is_of_events: bool = False) -> Parsed | None:
    """Read the list; None when nothing in it has both a name and a date.

    `is_of_events` where its page says so elsewhere: then a day and words alone are no line of a history.
    """
    if is_history(text, url):
        return None
    categories = kind_of_file(url)
    marked = source_lines(text)
    headings = Headings.of_file(url, text)
    if not is_of_events and lists_events(marked, url):
        headings = headings.completed(text)
    lines = outlined(marked, headings.year)
    told = lists_events(lines, url)
    reader = _Reader(headings, categories, tells_of_events=told, is_listed=told or is_of_events)
    parsed = gathered(FORMAT, reader.records(lines), MAX_LINES)
    if not any(it.title for it in parsed.listings) or are_links_of_days(parsed.listings):
        return None
    return with_blocks(parsed, dated_blocks(marked, headings.year, categories)) if told else parsed


class _Reader:
    """Where the reading stands: the headings above, the columns of an open table, the last record."""

    def __init__(
        self, headings: Headings, categories: tuple[str, ...], *, tells_of_events: bool, is_listed: bool
    ) -> None:
        self._headings = self._rows = headings
        self._categories = categories
        self._tells_of_events = tells_of_events
        self._is_listed = is_listed
        self._columns: dict[str, int] | None = None
        self._title = self._titled_at = self._next = ""
        self._is_just_below = False
        self._above = ""
        self._fields: dict[str, str] = {}
        self._around = EventAround()
        self._dated: RawListing | None = None
        self._last: RawListing | None = None
        self._indent = self._opened = 0
        self._lists_dates = self._is_bare = self._is_of_call = False
        self._headed, self._ahead = frozenset[str](), list[str]()

    def records(self, lines: list[str]) -> Iterator[Found]:
        """Yield the records in order; one is held back while lines below may still say more of it."""
        self._lists_dates = self._tells_of_events and dates_stated(lines) >= _FEWEST_DATED
        told = lines if self._tells_of_events else []
        self._headed, dated = (
            names_headed(told),
            dated_lines(told, self._headings.year, day_first=self._headings.day_first),
        )
        for number, line in enumerate(lines, 1):
            below = lines[number] if number < len(lines) else ""
            self._ahead = lines[number + 1 : number + 1 + _LOOKED_AT]
            self._next = "".join(self._ahead[:1])
            yield from self._line(line, below, f"line {number}", is_dated=number - 1 in dated)
            if self._opened > MAX_LINES:
                yield Rejected("too_many_items", f"after {MAX_LINES} headings")
                break
        yield from self._closed()
        yield from filter(None, [self._around.waiting])

    def _line(self, line: str, below: str, where: str, *, is_dated: bool) -> Iterator[Found]:
        heading = _HEADING.match(line) or _BOLD_LINE.fullmatch(line)
        is_listed = self._tells_of_events and self._headings.year is not None
        bullet = _BULLET.match(line) or (_DATED_LINE.match(line) if is_listed else None)
        bullet = bullet or (_WHOLE.match(line) if is_dated else None)
        if heading:
            yield from self._closed()
            yield from self._open(heading[1].strip("# "), where, level_of(line))
        elif "|" in line and (is_rule(below) or self._columns or line.lstrip().startswith("|")):
            yield from self._row(line, below, where)
        elif self._tells_of_events and (name := named_item(line, below if below.strip() else self._next)):
            yield from self._closed()
            self._title, self._titled_at, self._dated = name, where, None
        elif (self._title or self._lists_dates) and (said := self._said(line, bullet)):
            self._fields = said | self._fields
        elif bullet and not (self._fields and is_labelled(line)):
            yield from self._bulleted(bullet, where)
        elif not line.strip():
            yield from self._blank()
        elif self._tells_of_events:
            yield from self._paragraph(line, below, where)
        self._above = "" if heading or bullet else line
        self._is_just_below = heading is not None or (self._is_just_below and not line.strip())

    def _blank(self) -> Iterator[Found]:
        """End a table, and a block of fields that names its event itself."""
        self._columns = None
        if "title" in self._fields and {"dates", "starts"} & self._fields.keys():
            yield from self._closed()

    def _said(self, line: str, bullet: re.Match[str] | None) -> dict[str, str] | None:
        """Return what a line says of that which the heading above it names."""
        if field := field_of(line):
            return dict([field])
        if bullet and (said := self._bare(bullet[2])):
            return said
        is_below = bullet is not None and self._last is not None
        is_own = self._is_just_below or not self._above.strip() or _FIELD_LINE.match(self._above)
        link = lone_link(line) if self._tells_of_events and not is_below and is_own else None
        return {"url": link} if link else None

    def _bare(self, item: str) -> dict[str, str] | None:
        """Return what a bullet tells that says nothing but when, or below that where, its heading is."""
        is_next = self._is_just_below or self._is_bare
        said = bare_field(item, self._fields, self._headings.year) if is_next else None
        self._is_bare = self._tells_of_events and said is not None
        return said if self._is_bare else None

    def _paragraph(self, line: str, below: str, where: str) -> Iterator[Found]:
        """Read a line that tells when that is which the line, or the heading, above it names."""
        year = self._headings.year
        if self._above.strip() and (found := pair_of(self._above, line, year)):
            yield from self._closed()
            self._last = replace(found, categories=self._categories, where=where)
        elif "dates" in self._fields and is_place(line.strip()):
            self._fields.setdefault("address", line.strip())
        elif self._is_just_below and self._dated and (told := told_below(self._dated, line)) != self._dated:
            self._dated = told
        elif self._is_just_below and (said := date_below(line, year, self._title)):
            place = next(filter(str.strip, (below, *self._ahead)), "").strip()
            self._fields |= {"address": place} | said if is_place(place) else said
        elif self._is_just_below:
            called = self._dated.title if self._dated else None
            if link := link_of(line, called or self._title):
                self._fields.setdefault("url", link)

    def _open(self, heading: str, where: str, level: int) -> Iterator[Found]:
        """Take a heading: it completes what stands below, or is an event itself."""
        self._columns = None
        self._headings = self._headings.under(read_line(heading).text)
        self._is_of_call = is_of_call(heading)
        self._title, self._titled_at, self._fields = heading, where, {}
        self._opened += 1
        found = self._record(heading, where, in_prose=True)
        event = found if isinstance(found, RawListing) and not is_version(found.title) else None
        if ended := self._around.under(level, event):
            yield ended
        self._dated, self._last = (
            (event, self._last) if event and not event.url else (None, event or self._last)
        )

    def _row(self, line: str, below: str, where: str) -> Iterator[Found]:
        yield from self._closed()
        columns = table_keys(line, below, self._ahead)
        is_first = not self._above.lstrip().startswith("|")
        if is_first and not columns and not self._columns and self._tells_of_events:
            first = self._headings.day_first
            self._columns, self._rows = (
                unnamed_keys(line, below, self._ahead, day_first=first),
                self._headings,
            )
        if columns:
            self._columns, self._rows = columns, self._headings
        elif self._columns and line.strip("| \t"):
            self._rows, is_heading = under_row(line, self._columns, self._rows)
            if not is_heading:
                yield from table_record(line, self._columns, self._rows, where, self._categories)

    def _bulleted(self, bullet: re.Match[str], where: str) -> Iterator[Found]:
        """Read a bullet; a bold link below a dated bullet is the event of the group that the bullet names."""
        self._columns = None
        indent = len(bullet[1].expandtabs(4))
        below = self._last if indent > self._indent else None
        line = read_line(bullet[2])
        if below and (called := with_call_below(below, line)):
            self._last = called
            return
        if below and bullet[2].startswith(("[**", "**[")):
            self._last = replace(below, title=line.name, url=line.url, organiser_name=below.title, uid=None)
            self._indent = indent
            return
        yield from self._closed()
        found = self._record(bullet[2], where)
        if isinstance(found, RawListing):
            self._last, self._indent = found, indent
        elif found:
            yield found

    def _closed(self) -> Iterator[Found]:
        """Yield what was held back: the last bullet, or the fields under a heading."""
        if self._fields:
            found = record_of(
                self._title, self._fields, self._titled_at, self._headings, is_listed=self._lists_dates
            )
            if found is None and self._dated and "url" in self._fields:
                found = replace(self._dated, url=self._fields["url"])
            if isinstance(found, RawListing):
                self._last = self._around.whole(found) if self._dated is None else found
            self._fields, self._dated = {}, None
        elif self._dated and self._last is None and self._is_event(self._dated):
            self._around.waiting, self._dated = self._dated, None
        if self._last:
            yield self._last
        self._last = None

    def _is_event(self, dated: RawListing) -> bool:
        """Tell whether a heading with a date is an event: it says so, lasts somewhere, or is one of many."""
        lasts = dated.address is not None and dated.starts != dated.ends
        is_called = says_one_event(dated.title or "") or dated.title in self._headed
        return is_called or (self._tells_of_events and lasts)

    def _record(self, source: str, where: str, *, in_prose: bool = False) -> Found | None:
        above = Above(
            self._headings,
            self._title,
            self._categories,
            is_of_call=self._is_of_call,
            is_just_below=self._is_just_below,
            tells_of_events=self._tells_of_events,
            is_listed=self._is_listed,
        )
        return item_record(source, where, above, in_prose=in_prose)
