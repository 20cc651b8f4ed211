"""Lists and tables of events in Markdown: bullets under headings that name the year and the month.

The shape of https://github.com/scraly/developers-conferences-agenda: `* 27-01/12: [Name](url) - City
(Country)` under `### November` under `## 2024`. Bullets with a whole date, and tables, need no headings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.date_words import DateRefusedError
from services.events.ingest.parse.markdown_dates import Headings, bullet_days, closing_day
from services.events.ingest.parse.markdown_line import Line, read_line
from services.events.ingest.parse.markdown_table import table_keys, table_record
from services.events.ingest.parse.parsed import Parsed, gathered

FORMAT: Final = "markdown"
_HEADING: Final = re.compile(r"\s{0,3}#{1,6}\s+(.{1,200})")
_BULLET: Final = re.compile(r"\s{0,8}[*+-]\s+(?=\S)(.*)")
_MARK: Final = re.compile(r"^\W*?[\[(](\w+)(?:[^\])]{0,40})[\])]\s*(?=\S)")
_PLACE: Final = re.compile(r"\s[-–—|]\s(.{2,200})$")
_CONFERENCES: Final = re.compile(r"conf|agenda", re.IGNORECASE)
_STATUSES: Final = frozenset({"canceled", "cancelled", "postponed", "delayed"})


def parse_markdown(text: str, url: str) -> Parsed | None:
    """Read the list; None when nothing in it has a date."""
    categories = ("conference",) if _CONFERENCES.search(url) else ()
    parsed = gathered(FORMAT, _records(text.splitlines(), Headings.of_file(url), categories))
    return parsed if parsed.listings else None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Where the reading stands: the headings above, and the columns of the table that is open."""

    headings: Headings
    columns: dict[str, int] | None = None


def _records(
    lines: list[str], headings: Headings, categories: tuple[str, ...]
) -> Iterator[RawListing | Rejected]:
    at = _Reader(headings)
    for number, line in enumerate(lines, 1):
        heading, where = _HEADING.match(line), f"line {number}"
        if heading:
            at = _Reader(at.headings.under(heading[1]))
        elif line.lstrip().startswith("|"):
            columns = table_keys(line, lines[number] if number < len(lines) else "")
            at = replace(at, columns=columns) if columns else at
            if at.columns and not columns:
                yield from table_record(line, at.columns, at.headings.year, where, categories)
        else:
            at = replace(at, columns=None)
            bullet = _BULLET.match(line)
            found = _bullet(bullet[1], at.headings, where, categories) if bullet else None
            if found is not None:
                yield found


def _bullet(
    source: str, headings: Headings, where: str, categories: tuple[str, ...]
) -> RawListing | Rejected | None:
    """Read a bullet. One without a link or a date is prose, unless it stands under a month."""
    line = read_line(source)
    status, words = _status(line.text)
    try:
        days, rest = bullet_days(words, line.name, headings)
    except DateRefusedError as refused:
        is_record = headings.month is not None and line.url is not None
        return Rejected(str(refused), where, line.name or words[:200]) if is_record else None
    name, place = _name_and_place(line, rest)
    return RawListing(
        title=name,
        uid=f"{(name or '').casefold()}|{days[0].year}|{(place or '').casefold()}",
        starts=days[0].isoformat(),
        ends=days[1].isoformat(),
        address=place,
        online=True if re.search(r"&\s*online\b|^online$", place or "", re.IGNORECASE) else None,
        url=line.url,
        status=status,
        categories=categories,
        cfp_url=line.cfp_url,
        cfp_closes=closing_day(line.cfp_closes),
        where=where,
    )


def _status(text: str) -> tuple[str | None, str]:
    """Take off a mark before the date: `[Canceled] 11-13: …`."""
    mark = _MARK.match(text)
    if mark is None:
        return None, text
    word = mark[1].lower()
    return ("postponed" if word == "delayed" else word) if word in _STATUSES else None, text[mark.end() :]


def _name_and_place(line: Line, rest: str) -> tuple[str | None, str | None]:
    """Part what follows the date into the linked name and the place after a dash."""
    after = rest.partition(line.name)[2] if line.name and line.name in rest else rest
    found = _PLACE.search(after)
    place = found[1].strip(" |-–—") if found else None
    name = line.name or (after[: found.start()] if found else after)
    return name.strip(" :-–—|") or None, place or None
