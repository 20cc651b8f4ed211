"""Events as items of a Markdown list: a name with fields below it, or a heading with bare bullets."""

import re
from typing import Final

from services.events.ingest.parse.dates.date_words import DateRefusedError
from services.events.ingest.parse.dates.day_range import days_of
from services.events.ingest.parse.dates.moment_words import moment_of
from services.events.ingest.parse.lists.markdown_fields import field_of
from services.events.ingest.parse.wire.markdown_line import read_line

_NAMED: Final = re.compile(
    r"\s{0,3}(?:[*+-]|\d{1,3}[.)])\s+((\*\*|__)(?=\S)[^*_\n]{2,300}\2|\[\*\*[^*\n]{2,300}\*\*\]\([^()\s]{1,500}\))\s*"
)
_PLAIN: Final = re.compile(r"\s{0,3}[*+-]\s+([^\s*_|:][^|\n]{2,150})")
_LABELLED: Final = re.compile(r"\s{0,8}[*+-]\s+(?:\*\*|__)[^*_\n]{2,40}(?::\s?(?:\*\*|__)|(?:\*\*|__)\s?:)\s")
_INDENTED: Final = re.compile(r"\s{2,8}\S")
_ADDRESS: Final = re.compile(r"<?(https?://[^\s<>]{4,1000})>?")
_DIGITS: Final = re.compile(r"[\dT:.+Z -]{10,40}")
_LONGEST_PLACE: Final = 80
_MOST_WORDS: Final = 8


def named_item(line: str, below: str) -> str | None:
    """Return the name that an item is, where the line below it states one of its fields.

    One that is not bold is a name where that field is its date.
    """
    found = _NAMED.fullmatch(line) or _PLAIN.fullmatch(line)
    field = field_of(below) if found and _INDENTED.match(below) else None
    if found is None or field is None:
        return None
    is_bold = found.re is _NAMED
    return found[1] if is_bold or (field[0] in {"dates", "starts"} and not field_of(line)) else None


def is_labelled(line: str) -> bool:
    """Tell an item that states a field of any name, in bold: `- **Dress code:** none`."""
    return _LABELLED.match(line) is not None


def bare_field(item: str, fields: dict[str, str], year: int | None) -> dict[str, str] | None:
    """Return what a bullet below a heading tells without naming it: a date, and below it a link or the place.

    A bare address may come first. None for a bullet of anything else.
    """
    read = read_line(item)
    link = _ADDRESS.fullmatch(read.text) or (read.url if read.text == read.name else None)
    if "dates" not in fields:
        if _is_date(read.text, year):
            return {"dates": read.text}
        return {"url": link[1]} if isinstance(link, re.Match) else None
    if link:
        return {"url": link if isinstance(link, str) else link[1]}
    is_place = len(read.text) <= _LONGEST_PLACE and len(read.text.split()) <= _MOST_WORDS
    return {"address": read.text} if is_place and not read.url and read.text[:1].isupper() else None


def _is_date(text: str, year: int | None) -> bool:
    try:
        days_of(text, year)
    except DateRefusedError:
        # Behind an ISO date the common reader passes over words, and here those are the event's.
        is_bare = not text[:4].isdigit() or _DIGITS.fullmatch(text)
        return bool(is_bare) and moment_of(text, year) is not None
    return True
