"""An event as a heading with its fields below: `## PyCon`, `- **Date:** May 19-21, 2027`."""

import re
from dataclasses import replace
from itertools import islice
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.dates.date_words import DateRefusedError
from services.events.ingest.parse.dates.day_range import days_of
from services.events.ingest.parse.dates.feed_dates import MONTH
from services.events.ingest.parse.dates.weekday_names import WEEKDAYS
from services.events.ingest.parse.lists.markdown_dates import Headings
from services.events.ingest.parse.lists.told_lines import told_of
from services.events.ingest.parse.records.columns import field_keys
from services.events.ingest.parse.records.record import record
from services.events.ingest.parse.records.record_when import year_of
from services.events.ingest.parse.wire.markdown_line import is_of_page, read_line
from shared.contracts.catalogue.origins import HowTold
from shared.text import fold

_FIELD: Final = re.compile(
    r"\s{0,8}(?:[*+-]\s+)?[*_]{0,2}([^\W\d_][^:*_|\[\]]{1,40}?)[*_]{0,2}\s*:[*_]{0,2}\s+(\S.{0,500})$"
)
_BEFORE_DATE: Final = re.compile(r",\s|:\s|\s[-–—|]\s|\s?\(")
_LAST: Final = -3
"""Signs at the end of a heading of which one parts its name from its date, which may hold a comma itself."""
_MOST_PARTS: Final = 6
"""Commas behind which the date of a line is looked for, which begins with the place."""
_MOST_HEADED: Final = 1000
_ANY_YEAR: Final = 2028
_DAY_LENGTH: Final = len("2027-05-19")
_OF_ANYTHING: Final = frozenset({"status", "topics", "language", "uid"})
"""What the head of any document says beside its date, as that of a decision does."""
_FEWEST: Final = 2
"""Fields that make a heading an event where no other heading of the file has a date below it."""
_HOURS: Final = re.compile(
    r"\s*\d{1,2}(?:[:.h]\d\d)?\s?(?:[ap]m|h|uhr)\b[^–—]{0,40}?(?:\s[-–—]\s|$)", re.IGNORECASE
)
"""From when, said between the day and the place: `7h PST / 10h EST - Online`."""
_CLOCK: Final = re.compile(r"\d\s?(?:[:h]|[ap]\.?m\b|uhr\b)", re.IGNORECASE)
_OF_LIST: Final = re.compile(
    r"(?:\W*(?:upcoming|past|future|previous|next|recent|all|our) )?"
    r"(?:events|meet-?ups|conferences|workshops|talks)"
    rf"|(?:{MONTH}),? (?:19|20)\d\d",
    re.IGNORECASE,
)
"""A heading that is of a list, or of a month, and names no event."""
_LONGEST: Final = 300
_LONGEST_NAME: Final = 200
_SHORTEST: Final = 4
"""Letters of a name by which a link that says more is known."""
_ADDRESS: Final = re.compile(r"https?://\S{1,1000}", re.IGNORECASE)
_YEAR: Final = re.compile(r"\W*((?:19|20)\d\d)\W*")
_PLACED: Final = re.compile(
    r"(?P<date>.{5,60}?(?:19|20)\d\d)(?:,| in| at| @| à| en| em| a| bei| -| –) (?P<place>[^.]{2,80})\.?"
)
"""A date with the place behind it: `May 13-17, 2027 in Utrecht, Netherlands`."""
_WAY: Final = (
    r"(?:h[íi]brid[oae]?|hybride?|remot[eo]|in[- ]person|on-?line|virtual|presencial(?:mente)?"
    r"|(?:en )?pr[ée]sentiel|en persona|in presenza|vor ort|hybridní|stacjonarnie)"
)
_HOW: Final = re.compile(
    rf"^(?:{_WAY}(?:\s*(?:\+|and|&|/|,|e|y|et|und)\s*{_WAY})?\s+(?:event\s+)?)?(?:in|at|em|en|à|bei|presso)\s+"
    rf"|\s*\((?:\w{{1,12}} )?{_WAY}[^()]{{0,40}}\)|\s*\+\s*{_WAY}\b.*$"
    r"|での?(?:対面|現地|オンライン|ハイブリッド).*$|で(?:開催|実施).*$",
    re.IGNORECASE,
)
"""How one can take part, before the place, behind it or in brackets after it."""


def field_of(line: str) -> tuple[str, str] | None:
    """Return our field and its value where a line states one."""
    found = _FIELD.match(line)
    if found is None:
        return None
    read = read_line(found[2])
    if is_of_page(_bare(found[1])) and (url := read.url or _bare_address(read.text)):
        return "url", url
    fields = field_keys([_bare(found[1])])
    if not fields:
        return None
    field = next(iter(fields))
    # "Meetup: <link>" links to the event, and does not name it.
    field = "url" if field == "title" and read.url and read.text == read.name else field
    return field, (read.url if field == "url" else None) or read.text


def _bare_address(text: str) -> str | None:
    return text if _ADDRESS.fullmatch(text) else None


def date_below(line: str, year: int | None, title: str) -> dict[str, str] | None:
    """Read a line below a heading that begins with the date of what that names: `May 19. In-person in Bonn`.

    Return our fields; None for a line of anything else.
    """
    words = read_line(line[:_LONGEST]).text.strip(" *_")
    year = year or year_of({"title": title})
    told = told_of(words, year)
    if told and not told.before and len(told.starts) > _DAY_LENGTH and not _CLOCK.search(told.behind):
        said = {"starts": told.starts, "ends": told.ends, "address": told.behind}
        return {field: value for field, value in said.items() if value}
    date, _, place = words.replace("。", ". ", 1).partition(". ")
    if placed := _PLACED.fullmatch(date):
        date, place = placed["date"], placed["place"]
    try:
        days_of(date, year)
    except DateRefusedError:
        return None
    place = _HOW.sub("", _HOURS.sub("", place, count=1))
    return {"dates": date} | ({"address": place} if place else {})


def link_of(line: str, title: str) -> str | None:
    """Return the first address of a paragraph whose link is called as the heading above begins, or by it."""
    read = read_line(line)
    name, title = (read.name or "").casefold(), title.casefold()
    is_own = name and (title.startswith(name) or (len(title) >= _SHORTEST and title in name))
    return read.url if is_own else None


def pair_of(above: str, line: str, year: int | None) -> RawListing | None:
    """Read two lines of a paragraph: `[Ours](https://…)`, and below it `Bonn (Germany), 5-9 July 2027`."""
    title, words = read_line(above[:_LONGEST]), read_line(line[:_LONGEST]).text
    is_name = title.text and title.text[-1] not in ".,;:" and (not title.url or title.text == title.name)
    if not is_name or len(title.text) > _LONGEST_NAME:
        return None
    for comma in islice(re.finditer(r",\s", words), _MOST_PARTS):
        try:
            first, last = days_of(words[comma.end() :].strip(), year)
        except DateRefusedError:
            continue
        place = words[: comma.start()].strip()
        if place[:1].islower() or fold(place) in WEEKDAYS:
            return None
        uid = f"{title.text.casefold()}|{first.year}|{place.casefold()}"
        return RawListing(
            title=title.text,
            uid=uid,
            starts=first.isoformat(),
            ends=last.isoformat(),
            address=place or None,
            url=title.url,
            dates_told=HowTold.IN_WORDS,
        )
    return None


def dates_stated(lines: list[str]) -> int:
    """Count the lines that state a date by its name, `**Date:** May 19, 2027`."""
    return sum(1 for line in lines if (field := field_of(line)) and field[0] in {"dates", "starts"})


def names_headed(lines: list[str]) -> frozenset[str]:
    """Return the names of headings of a name and a date, `## PyCon, 19 May 2027`, if several.

    A heading above that is a year alone completes those without one.
    """
    names, year = set[str](), None
    for line in islice((line[:_LONGEST] for line in lines if line.startswith("#")), _MOST_HEADED):
        heading = line.strip("# ")
        if alone := _YEAR.fullmatch(heading):
            year = int(alone[1])
        elif name := _dated_name(heading, year):
            names.add(name)
    return frozenset(names) if len(names) >= _FEWEST else frozenset()


def _dated_name(heading: str, year: int | None) -> str | None:
    """Return the name before a date; None for the two halves of a span, `6 Jul - 10 Jul 2027`."""
    for found in list(_BEFORE_DATE.finditer(heading))[_LAST:]:
        name, behind = heading[: found.start()], heading[found.end() :]
        date = behind.partition(")")[0] if found[0].endswith("(") else behind.rstrip(") ")
        if _are_days(date, year) and name and not _are_days(name, _ANY_YEAR):
            return read_line(name).text
    return None


def _are_days(text: str, year: int | None = None) -> bool:
    try:
        days_of(text, year)
    except DateRefusedError:
        return False
    return True


def record_of(
    heading: str, fields: dict[str, str], where: str, headings: Headings, *, is_listed: bool
) -> RawListing | Rejected | None:
    """Read the fields under a heading, which is their title; None when they are not those of an event.

    A date alone is enough where the file lists events so. One that is a date is that of the topic below.
    """
    year = headings.year
    if "title" not in fields and _are_days(read_line(heading).text, year):
        spoken = {"topics", "speakers"} <= fields.keys()
        return (
            record({"title": fields["topics"], "dates": heading} | _of_year(year), where) if spoken else None
        )
    if (len(fields.keys() - _OF_ANYTHING) < _FEWEST and not is_listed) or not {
        "dates",
        "starts",
    } & fields.keys():
        return None
    title = read_line(heading)
    if "title" not in fields and _OF_LIST.fullmatch(title.text.strip()):
        return None
    known: dict[str, str | None] = {"title": title.text, "url": title.url}
    found = record({**known, **fields} | _of_year(year), where, day_first=headings.day_first)
    # The year of the headings above completes dates; it is no part of what the event is called.
    named = fields.get("title") or title.text
    return replace(found, title=named) if isinstance(found, RawListing) else None


def _of_year(year: int | None) -> dict[str, str | None]:
    return {"year": str(year)} if year else {}


def _bare(name: str) -> str:
    return name.strip(" *_")
