"""The programme of a page: rows of a table, or boxes, that begin with a time of day, below their days."""

import re
from dataclasses import dataclass, field
from datetime import date, time
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from services.events.ingest.parse.dates.clock_words import clocks_of, is_zone
from services.events.ingest.parse.dates.line_days import line_days
from services.events.ingest.parse.records.columns import field_keys
from services.events.ingest.parse.schedules.schedule import Talk
from services.events.ingest.parse.wire.dom import behind, words_of

_LOOKED_AT: Final = "h1, h2, h3, h4, h5, h6, tr, [class*=time]"
_MOST: Final = 3000
_MOST_TEXT: Final = 1_000_000
"""Characters of the elements looked at: one within another is counted with it again."""
_MOST_CELLS: Final = 12
_LONGEST: Final = 120
_BREAKS: Final = frozenset({"br", "p", "div", "ul", "ol", "li", "table", "h3", "h4", "h5", "h6"})
_BOLD: Final = frozenset({"b", "strong"})
_DEEPEST: Final = 10
_ZONE: Final = re.compile(r"\s*\(?([A-Z]{2,5})\)?$")


@dataclass(slots=True)
class _Reading:
    """What holds for the rows to come."""

    day: date | None = None
    room_at: int | None = None
    talks: list[Talk] = field(default_factory=list)


def talks_of_page(tree: LexborHTMLParser, year: int | None) -> list[Talk]:
    """Return what stands beside times of day, each with its day; `year` is that of days told without one."""
    reading, spent = _Reading(), 0
    for node in tree.css(_LOOKED_AT)[:_MOST]:
        spent += len(node.text(deep=True))
        if spent > _MOST_TEXT:
            break
        if node.tag == "tr":
            _row(node, reading, year)
        elif day := _day(words_of(node), year):
            reading.day = day
        elif node.tag not in {"td", "th"}:
            said = (each for each in behind(node, _MOST_CELLS) if each.tag != "-text" and words_of(each))
            _add(reading, words_of(node), next(said, None), None)
    return reading.talks


def _row(row: LexborNode, reading: _Reading, year: int | None) -> None:
    """Read a row: a day for the rows below it, their head, or what is on at its time."""
    cells = [cell for cell in row.iter() if cell.tag in {"td", "th"}][:_MOST_CELLS]
    said = [words_of(cell)[: 4 * _LONGEST] for cell in cells]
    if not said or row.css_first("table") is not None:
        return
    if _clocks(said[0])[0] is not None:
        at = reading.room_at
        room = said[at] if at is not None and 1 < at < len(said) else None
        _add(reading, said[0], next((cell for cell in cells[1:] if words_of(cell)), None), room)
        return
    reading.day = next((day for words in said if (day := _day(words, year))), reading.day)
    if cells[0].tag == "th":
        head = field_keys(said)
        name = next((head[key] for key in ("venue", "address") if key in head), None)
        reading.room_at = said.index(name) if name else None


def _add(reading: _Reading, when: str, what: LexborNode | None, room: str | None) -> None:
    first, last = _clocks(when)
    if first is None or what is None or reading.day is None:
        return
    ends = f"{last:%H:%M}" if last else None
    fields = {"title": _title(what), "start": f"{first:%H:%M}", "end": ends}
    reading.talks.append(Talk(f"time {len(reading.talks) + 1}", reading.day.isoformat(), room, fields))


def _day(words: str, year: int | None) -> date | None:
    """Return the one day that a short text tells."""
    if len(words) > _LONGEST:
        return None
    found = line_days(words, year)
    return found.days[0] if found and found.days[0] == found.days[1] else None


def _clocks(words: str) -> tuple[time | None, time | None]:
    """Return from when till when; what zone that is in is the place's business: `9:00 am - 11:00 am PDT`."""
    zone = _ZONE.search(words[:_LONGEST])
    return clocks_of(words[: zone.start()] if zone and is_zone(zone[1]) else words)


def _title(what: LexborNode) -> str:
    """Return the first line: what is bold at its beginning, else up to the first break or box."""
    for _ in range(_DEEPEST):
        said, box = _first_line(what)
        if box is None:
            return said
        what = box
    return ""


def _first_line(what: LexborNode) -> tuple[str, LexborNode | None]:
    """Return the words before the first break, or the box that stands there in their place."""
    said = ""
    for piece in what.iter(include_text=True):
        words = " ".join((piece.text(deep=True) or "").split())
        if piece.tag in _BREAKS and (said or words):
            return said, None if said or piece.tag == "br" else piece
        if piece.tag in _BOLD and words and not said:
            return words, None
        said = f"{said} {words}".strip()[: 4 * _LONGEST]
    return said, None
