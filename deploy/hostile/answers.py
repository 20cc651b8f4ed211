"""Calendars as XML that harm: events within events, rules."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from deploy.hostile.document import Document, filled, whole
from services.events.ingest.parse.wire.bounds import MOST
from services.events.ingest.parse.wire.detect import Found

_MOST_TAGS: Final = MOST[Found.XML][b"<"] - 10_000
_XCAL: Final = b'<icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"><vcalendar><components>'
_XCAL_END: Final = b"</components></vcalendar></icalendar>"
_XCAL_GOOD: Final = (
    b"<vevent><properties><uid><text>good</text></uid><summary><text>Good</text></summary>"
    b"<dtstart><date>2027-05-19</date></dtstart></properties></vevent>"
)


def documents() -> Iterator[Document]:
    """Yield the calendars."""
    for name, part in {
        "events": _XCAL_GOOD,
        "empty events": b"<vevent/>",
        "nested events": b"<vevent>",
        "properties": b"<x-a><text>b</text></x-a>",
        "rules": b"<vevent><properties><summary><text>Bad</text></summary><dtstart><date>2027-05-19</date>"
        b"</dtstart><rrule><recur><freq>SECONDLY</freq></recur></rrule></properties></vevent>",
    }.items():
        size = min(_MOST_TAGS // part.count(b"<") * len(part), 9_000_000)
        yield whole(f"xcal of {name}", partial(filled, part, _XCAL + _XCAL_GOOD, _XCAL_END, size))
