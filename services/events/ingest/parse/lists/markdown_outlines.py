"""Outlines in Markdown written as the lists that are read: fields as headings, days as items of their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from services.events.ingest.parse.dates.clock_words import clocks_of
from services.events.ingest.parse.dates.date_words import DateRefusedError
from services.events.ingest.parse.dates.day_range import days_of
from services.events.ingest.parse.dates.feed_dates import WEEKDAY, dated_part
from services.events.ingest.parse.lists.cut_lines import with_ends
from services.events.ingest.parse.records.columns import field_keys
from services.events.ingest.parse.wire.markdown_line import read_line
from shared.text import fold

_HEADING: Final = re.compile(r" {0,3}(#{1,6})[ \t]+([^#\n]{1,100}?)[ \t#:]*")
_BOLD_ITEM: Final = re.compile(
    r"(?P<mark>[ \t]{0,16}[*+-][ \t]+)\*\*(?P<name>[^*\n]{1,200}[^*\n:])\*\*(?!\s?:)(?P<rest>[^\n]{0,200})"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_ANY_YEAR: Final = re.compile(rf"(?<!\d){_YEAR.pattern}(?!\d)")
_PICTURE: Final = re.compile(r"^\W{1,4}(?=\w)")
_LOWEST: Final = 7
_BARE_LINK: Final = re.compile(r"<?(https?://[^\s<>]{4,1000})>?")
_ITEM: Final = re.compile(r"([ \t]{0,16})[*+-][ \t]+(\S.{0,500})")
_CLOCK: Final = r"(?P<clock>\d{1,2}(?:[:.h]\d\d)?\s?(?:[ap]\.?m\b\.?|uhr\b|h\b)?)"
_CLOCK_FIRST: Final = re.compile(
    rf"\(?{_CLOCK}(?:\s?[-–—]\s?\d{{1,2}}[:.h]\d\d(?:\s?[ap]\.?m\b\.?)?)?"
    r"(?:[\s.]{1,3}[A-Z]{2,4})?(?:\)|(?=[\s–—:-]|$))",
    re.IGNORECASE,
)
_CLOCK_LAST: Final = re.compile(rf"(?:\s|^)(?:at|um|à|@)\s{_CLOCK}\s*$", re.IGNORECASE)
_AT: Final = re.compile(
    r"(?:at|@|in|bei|à|where:|location:|ort:|lieu:|venue:)\s+(?:the\s+)?(\S.{1,150})", re.IGNORECASE
)
_SIGN_UP: Final = re.compile(
    r"\[?(?:rsvp|sign[- ]?up|register|registration|registro|tickets?|meetup|details|more info|link|anmeldung"
    r"|anmelden|aanmelden|inscriptions?|inscripción|inscrição|iscrizioni|zapisy)\b",
    re.IGNORECASE,
)
_DATED: Final = re.compile(rf"[ \t]{{0,16}}[*+-][ \t][^\n]{{0,40}}{_YEAR.pattern}")
_WEEKDAY_LAST: Final = re.compile(rf",?\s*\(?{WEEKDAY}\)?$", re.IGNORECASE)
_DATES: Final = frozenset({"dates", "starts"})
_FIELDS: Final = _DATES | {"start_time", "address", "venue", "city"}
_FEWEST_DAYS: Final = 2
_MOST_OF_A_DAY: Final = 3
"""Events of a day on average; more are the programme of one."""
_LONGEST: Final = 600
_LONGEST_DAY: Final = 50
_LONGEST_SAID: Final = 200
_LOOKED_AT: Final = 50
_MOST_DAYS: Final = 3_000
"""Items that can be a day; a list of more is read as it stands."""


def outlined(lines: list[str], year: int | None = None) -> list[str]:
    """Return the lines with fields that are headings, and events below days, each in a line of its own.

    `year` completes headings that are days.
    """
    return _days_carried(_fields_in_line(_named_and_dated(with_ends(lines))), year)


def level_of(heading: str) -> int:
    """Return the level of a heading, the lowest for a bold line."""
    return len(heading.lstrip()) - len(heading.lstrip().lstrip("#")) or _LOWEST


def _named_and_dated(lines: list[str]) -> list[str]:
    """Write an item that is a bold name with its day behind, or below it, as that day and the name.

    A bare link in the line below that is the event's.
    """
    written = list(lines)
    bold = ((number, line) for number, line in enumerate(lines) if "**" in line)
    for number, line in islice(bold, _MOST_DAYS):
        found = _BOLD_ITEM.fullmatch(line[:_LONGEST].rstrip())
        if found is None or _field(found["name"]):
            continue
        behind = found["rest"].strip()
        below = [*lines[number + 1 : number + 3], "", ""]
        parted = _day_first(behind or below[0].strip())
        if parted is None:
            continue
        day, place = parted
        ahead = number + (1 if behind else 2)
        link = _BARE_LINK.fullmatch(lines[ahead].strip()) if ahead < len(lines) else None
        name = f"[{found['name']}]({link[1]})" if link and "](" not in found["name"] else found["name"]
        written[number] = f"{found['mark']}{day} - {name}" + (f" - {place}" if place else "")
        for done in range(number + 1, ahead + (1 if link else 0)):
            written[done] = ""
    return written


def _day_first(text: str) -> tuple[str, str] | None:
    """Return the whole date with which a text begins, and what stands behind its comma."""
    found = (
        dated_part(text[:_LONGEST_SAID])
        if len(fold(text[:_LONGEST_SAID])) == len(text[:_LONGEST_SAID])
        else None
    )
    if found is None or found[1].start > 0:
        return None
    behind = text[found[1].stop :].strip()
    if behind and behind[0] not in ",(–—-":
        return None
    first, last = found[0]
    days = first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
    return days, behind.strip(" ,()–—-")


def _fields_in_line(lines: list[str]) -> list[str]:
    """Write `## Date` with a day below it as `Date: …`, and leave the other headings of that level out."""
    found = {number: heading for number, line in enumerate(lines) if (heading := _heading(line))}
    dates = [(number, level) for number, (level, name) in found.items() if _field(name) in _DATES]
    levels = {level for number, level in dates[:_LOOKED_AT] if _day(_below(lines, number)[1])}
    if len(levels) != 1 or 1 in levels:
        return lines
    written = list(lines)
    for number, (level, name) in found.items():
        if level in levels:
            below, said = _below(lines, number)
            is_field = bool(said) and below not in found and _field(name) in _FIELDS
            written[number] = f"{name}: {said}" if is_field else ""
            if is_field:
                written[below] = ""
    return written


def _below(lines: list[str], number: int) -> tuple[int, str]:
    """Return which of the two lines below says something, and what; an empty text where none does."""
    ahead = ((at, lines[at].strip()) for at in range(number + 1, min(number + 3, len(lines))))
    return next(((at, said) for at, said in ahead if said), (number, ""))


def _heading(line: str) -> tuple[int, str] | None:
    found = _HEADING.fullmatch(line[:_LONGEST]) if line.lstrip()[:1] == "#" else None
    return (len(found[1]), found[2]) if found else None


def _field(name: str) -> str | None:
    return next(iter(field_keys([name])), None)


def _days_carried(lines: list[str], year: int | None) -> list[str]:
    """Write events below what is nothing but a day each with that day, their place and their link."""
    said = list(islice(_said(lines, year), _MOST_DAYS))
    if len(said) == _MOST_DAYS:
        return lines
    days = {number: day for number, text, of in said if (day := _day(text, of))}
    if len(days) < _FEWEST_DAYS:
        return lines
    events = list(_events_below(lines, days))
    if not 0 < len(events) <= _MOST_OF_A_DAY * len(days):
        return lines
    left_out = {
        *(number for number in days if not lines[number].startswith("#")),
        *(number for event in events for number in event.below),
    }
    written = ["" if number in left_out else line for number, line in enumerate(lines)]
    for event in events:
        written[event.number] = event.line()
    return written


def _said(lines: list[str], year: int | None) -> Iterator[tuple[int, str, int | None]]:
    """Yield the items and headings that may be a day, with the year that the heading above one names."""
    for number, line in enumerate(lines):
        heading = _heading(line)
        said = heading[1] if heading else ""
        if heading and (alone := _ANY_YEAR.search(said)):
            year = int(alone[0])
        elif not heading and _DATED.match(line[:_LONGEST_DAY]) and (item := _item(line)):
            said = item[2]
        if said and any(map(str.isdigit, said)):
            yield number, said, year if heading else None


def _item(line: str) -> re.Match[str] | None:
    return _ITEM.fullmatch(line[:_LONGEST].rstrip())


def _events_below(lines: list[str], days: dict[int, str]) -> Iterator["_Event"]:
    """Yield the events with a time of day below each day, with what is said below them in turn."""
    day, depth, event = "", 0, None
    for number, line in enumerate(lines):
        item = _item(line)
        indent = len(item[1].expandtabs(4)) if item else 0
        if number in days:
            day, depth, event = days[number], indent if item else -1, None
        elif not line.strip() and depth < 0:
            continue
        elif item is None and event and depth < 0 and _SIGN_UP.match(line):
            event.say(number, line)
        elif item is None or indent <= depth:
            day, event = "", None
        elif event and indent > event.indent:
            event.say(number, item[2])
        elif day and (event := _timed(day, item[2], number, indent)):
            yield event


@dataclass
class _Event:
    """An item below a day, and what those below it say."""

    number: int
    indent: int
    when: str
    name: str
    url: str | None = None
    place: str | None = None
    below: list[int] = field(default_factory=list)

    def say(self, number: int, text: str) -> None:
        """Take where it is, or where to sign up."""
        self.below.append(number)
        line = read_line(text)
        if _SIGN_UP.match(text) and line.url and not self.url:
            self.url, self.name = line.url, self.name or line.name or ""
        elif (placed := _AT.match(line.text)) and not self.place:
            self.place = placed[1]

    def line(self) -> str:
        """Return all that is said as one item."""
        name = f"[{self.name}]({self.url})" if self.url and "](" not in self.name else self.name
        return f"- {self.when} - {name}" + (f" - {self.place}" if self.place else "")


def _day(text: str, year: int | None = None) -> str | None:
    """Return the day that an item or a heading is, a weekday beside it or not."""
    words = _WEEKDAY_LAST.sub("", _PICTURE.sub("", text[:_LONGEST_DAY]).strip(" *_:"), count=1)
    if len(text) > _LONGEST_DAY or not (year or _YEAR.search(words)):
        return None
    try:
        first, last = days_of(words, year)
    except DateRefusedError:
        return None
    return first.isoformat() if first == last else None


def _timed(day: str, text: str, number: int, indent: int) -> _Event | None:
    """Return the event of an item that begins or ends with a time of day."""
    found = _CLOCK_FIRST.match(text) or _CLOCK_LAST.search(text)
    clock = clocks_of(found["clock"])[0] if found else None
    if found is None or clock is None:
        return None
    name = (text[: found.start()] + text[found.end() :]).strip(" –—-|:,")
    return _Event(number, indent, f"{day} {clock:%H:%M}", name)
