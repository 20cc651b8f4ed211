"""The events that a page offers to put into one's calendar, by the buttons for it.

Links to Google's and Outlook's form for a new event, and the element of a widely used button:
https://github.com/add2cal/add-to-calendar-button .
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.parse.records.record import record
from services.events.ingest.parse.wire.dom import attribute, own_address

FORMAT: Final = "calendar_buttons"
Fields = dict[str, str | None]
_MOST: Final = 300
_MOST_PARTS: Final = 40
"""Of what a link fills in."""
_LONGEST: Final = 8_000
_FIELDS: Final = {
    "text": "title", "subject": "title", "name": "title",
    "startdt": "starts", "start": "starts", "startdate": "dates", "starttime": "start_time",
    "enddt": "ends", "end": "ends", "enddate": "ends", "endtime": "end_time",
    "ctz": "timezone", "timezone": "timezone",
    "location": "address", "details": "description", "body": "description", "description": "description",
}  # fmt: skip
"""What the links and the element call it, to our fields."""
_COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(?:\d\d)?(Z?))?")


def events_of_buttons(tree: LexborHTMLParser) -> Iterator[RawListing | Rejected]:
    """Yield each event once: of buttons for several calendars beside each other one kind is read."""
    own, told = own_address(tree), next(filter(None, map(list, _of_each_kind(tree))), [])
    unique = {(fields["title"], _start(fields)): fields for fields in reversed(told)}
    for number, fields in enumerate(reversed(unique.values()), 1):
        yield record({"url": own if len(unique) == 1 else None} | fields, f"button {number}")
    if len(told) == _MOST:
        yield Rejected("too_many_items", f"after button {_MOST}")


def _of_each_kind(tree: LexborHTMLParser) -> Iterator[Iterator[Fields]]:
    for selector, said in _KINDS:
        read = (_named(said(node)) for node in tree.css(selector)[:_MOST])
        yield (fields for fields in read if fields.get("title") and _start(fields))


def _start(fields: Fields) -> str | None:
    return (
        fields.get("starts")
        or f"{fields.get('dates') or ''} {fields.get('start_time') or ''}".strip()
        or None
    )


def _named(said: Mapping[str, str]) -> Fields:
    fields: Fields = {}
    for name, text in said.items():
        if (field := _FIELDS.get(name.lower())) and text:
            fields.setdefault(field, text)
    return fields


def _of_element(node: LexborNode) -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}


def _of_link(node: LexborNode) -> dict[str, str]:
    """Return what a link to a form for a new event fills in; Google's `dates` is a span."""
    try:
        said = dict(
            parse_qsl(urlsplit((attribute(node, "href") or "")[:_LONGEST]).query, max_num_fields=_MOST_PARTS)
        )
    except ValueError:
        return {}
    first, _, last = said.pop("dates", "").partition("/")
    span = {"start": _spelt(first), "end": _spelt(last, is_end=True)}
    return said | {name: moment for name, moment in span.items() if moment}


def _spelt(moment: str, *, is_end: bool = False) -> str:
    """Return `20270519T160000Z` as ISO 8601 writes it; whole days end on the day after. Empty for none."""
    found = _COMPACT.fullmatch(moment)
    if found is None:
        return ""
    day = "-".join(found.groups()[:3])
    if found[4]:
        return f"{day}T{found[4]}:{found[5]}{found[6]}"
    return _day_before(day) if is_end else day


def _day_before(day: str) -> str:
    try:
        return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return ""


_KINDS: Final[tuple[tuple[str, Callable[[LexborNode], dict[str, str]]], ...]] = (
    ("add-to-calendar-button", _of_element),
    ("a[href*='google.com/calendar']", _of_link),
    ("a[href*='outlook.live.com'], a[href*='outlook.office.com']", _of_link),
)
