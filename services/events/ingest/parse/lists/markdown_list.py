"""Lists and tables of events in Markdown: bullets under headings that name the year and the month.

The shape of https://github.com/scraly/developers-conferences-agenda: `* 27-01/12: [Name](url) - City
(Country)` under `### November` under `## 2024`. Bullets with a whole date, and tables, need no headings.
In a list of events its blocks, a heading or bold line with what is said below it, are read as well.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.lists.blocks_beside_lines import with_blocks
from services.events.ingest.parse.lists.cut_lines import with_ends
from services.events.ingest.parse.lists.dated_blocks import OF_OTHERS, dated_blocks
from services.events.ingest.parse.lists.dated_lines import dated_lines
from services.events.ingest.parse.lists.item_record import Above, item_record
from services.events.ingest.parse.lists.links_of_days import are_links_of_days
from services.events.ingest.parse.lists.markdown_dates import Headings
from services.events.ingest.parse.lists.markdown_marks import with_call_below
from services.events.ingest.parse.lists.markdown_table import (
    is_rule,
    table_keys,
    table_record,
    under_row,
    unnamed_keys,
)
from services.events.ingest.parse.lists.told_lines import states_field
from services.events.ingest.parse.records.event_words import lists_events
from services.events.ingest.parse.records.histories import is_history
from services.events.ingest.parse.records.kind_of_file import kind_of_file
from services.events.ingest.parse.records.other_kinds import is_of_call
from services.events.ingest.parse.wire.markdown_line import read_line
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
_LOOKED_AT: Final = 20
"""Rows of a table by which a column is known that is not called what it holds."""
Found = RawListing | Rejected


def parse_markdown(text: str, url: str, *, is_of_events: bool = False) -> Parsed | None:
    """Read the list; None when nothing in it has both a name and a date.

    `is_of_events` where its page says so elsewhere: then a day and words alone are no line of a history.
    """
    if is_history(text, url):
        return None
    categories = kind_of_file(url)
    lines = source_lines(text)
    headings = Headings.of_file(url, text)
    told = lists_events(lines, url)
    if told and not is_of_events:
        headings = headings.completed(text)
    reader = _Reader(headings, categories, tells_of_events=told, is_listed=told or is_of_events)
    parsed = gathered(FORMAT, reader.records(with_ends(lines)), MAX_LINES)
    parsed = with_blocks(parsed, dated_blocks(lines, headings.year, categories, is_listed=told))
    if not any(it.title for it in parsed.listings) or are_links_of_days(parsed.listings):
        return None
    return parsed


class _Reader:
    """Where the reading stands: the headings above, the columns of an open table, the last item."""

    def __init__(
        self, headings: Headings, categories: tuple[str, ...], *, tells_of_events: bool, is_listed: bool
    ) -> None:
        self._headings = self._rows = headings
        self._categories = categories
        self._tells_of_events = tells_of_events
        self._is_listed = is_listed
        self._columns: dict[str, int] | None = None
        self._title = self._above = ""
        self._is_just_below = self._is_of_others = False
        self._last: RawListing | None = None
        self._indent = self._opened = 0
        self._ahead = list[str]()

    def records(self, lines: list[str]) -> Iterator[Found]:
        """Yield the records in order; one is held back while lines below may still say more of it."""
        told = lines if self._tells_of_events else []
        dated = dated_lines(told, day_first=self._headings.day_first)
        for number, line in enumerate(lines, 1):
            self._ahead = lines[number : number + 1 + _LOOKED_AT]
            yield from self._line(line, f"line {number}", is_dated=number - 1 in dated)
            if self._opened > MAX_LINES:
                yield Rejected("too_many_items", f"after {MAX_LINES} headings")
                break
        yield from self._closed()

    def _line(self, line: str, where: str, *, is_dated: bool) -> Iterator[Found]:
        heading = _HEADING.match(line) or _BOLD_LINE.fullmatch(line)
        is_listed = self._tells_of_events and self._headings.year is not None
        bullet = _BULLET.match(line) or (_DATED_LINE.match(line) if is_listed else None)
        bullet = bullet or (_WHOLE.match(line) if is_dated else None)
        below = self._ahead[0] if self._ahead else ""
        if heading:
            yield from self._closed()
            self._open(heading[1].strip("# "))
        elif "|" in line and (is_rule(below) or self._columns or line.lstrip().startswith("|")):
            yield from self._row(line, below, where)
        elif bullet and not states_field(bullet[2]):
            yield from self._bulleted(bullet, where)
        elif not line.strip():
            self._columns = None
        self._above = "" if heading or bullet else line
        self._is_just_below = heading is not None or (self._is_just_below and not line.strip())

    def _open(self, heading: str) -> None:
        """Take a heading, which completes what stands below."""
        self._columns = None
        self._headings = self._headings.under(read_line(heading).text)
        self._is_of_others = is_of_call(heading) or OF_OTHERS.search(heading) is not None
        self._title = heading
        self._opened += 1

    def _row(self, line: str, below: str, where: str) -> Iterator[Found]:
        yield from self._closed()
        columns = table_keys(line, below, self._ahead[1:])
        is_first = not self._above.lstrip().startswith("|")
        if is_first and not columns and not self._columns and self._tells_of_events:
            self._rows, first = self._headings, self._headings.day_first
            self._columns = unnamed_keys(line, below, self._ahead[1:], day_first=first)
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
        """Yield the item that was held back."""
        if self._last:
            yield self._last
        self._last = None

    def _record(self, source: str, where: str) -> Found | None:
        above = Above(
            self._headings,
            self._title,
            self._categories,
            is_of_others=self._is_of_others,
            is_just_below=self._is_just_below,
            tells_of_events=self._tells_of_events,
            is_listed=self._is_listed,
        )
        return item_record(source, where, above, in_prose=False)
