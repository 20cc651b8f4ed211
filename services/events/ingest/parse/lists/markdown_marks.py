"""What marks beside the words of an event say: that it is off, how one takes part, where to propose talks."""

import re
from dataclasses import replace
from typing import Final

from services.events.ingest.model import RawListing
from services.events.ingest.parse.dates.day_range import days_or_none
from services.events.ingest.parse.dates.feed_dates import dated_part
from services.events.ingest.parse.records.modes import mode_word
from services.events.ingest.parse.wire.markdown_line import Line, is_call, read_line

_MARK: Final = re.compile(r"^\W*?[\[(](\w{1,40})(?:[^\])]{0,40})[\])]\s*(?=\S)")
_STATUSES: Final = frozenset({"canceled", "cancelled", "postponed", "delayed"})
_BOLD: Final = re.compile(r"\s*\*\*([^*\n]{3,200})\*\*(?!\s*:\s*[^\d\s])")
_SHORTEST: Final = 3
_EDGES: Final = re.compile(r"^\W+|\W+$")
_BADGE: Final = re.compile(r"!\[([^\[\]]{4,30})\]")


def status_marked(text: str) -> tuple[str | None, str]:
    """Take off a mark before the date: `[Canceled] 11-13: …`."""
    mark = _MARK.match(text)
    if mark is None:
        return None, text
    word = mark[1].lower()
    return ("postponed" if word == "delayed" else word) if word in _STATUSES else None, text[mark.end() :]


def called_in_bold(line: Line, source: str) -> Line:
    """Return the line with the bold words it begins with as its name: `**Ours** 19-21 May 2027 Bonn`.

    A label and a day in bold are none.
    """
    found = _BOLD.match(source) if line.name is None and line.url is None else None
    name = read_line(found[1]).text if found else ""
    is_name = found and found[1][-1] != ":" and len(name) > _SHORTEST and name in line.text
    return replace(line, name=name) if is_name and dated_part(name) is None else line


def online_by_badge(source: str) -> bool | None:
    """Return whether one can take part from afar, by a badge: `![online]`; None where none tells."""
    badges = _BADGE.findall(source) if "![" in source else []
    return next((told for badge in badges if (told := mode_word(badge)) is not None), None)


def with_call_below(last: RawListing, line: Line) -> RawListing | None:
    """Return the event with its call for papers, where a line below it links to that; else None."""
    if not line.name or not line.url or not is_call(line.name):
        return None
    return replace(last, cfp_url=line.url, cfp_closes=_last_day(line.text.replace(line.name, "", 1)))


def _last_day(words: str) -> str | None:
    text = _EDGES.sub("", words)
    days = days_or_none(text) if text else None
    return days[1].isoformat() if days else None
