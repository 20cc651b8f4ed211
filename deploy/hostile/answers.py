"""Answers of CalDAV servers, and calendars as XML, that harm: calendars within calendars, rules, escapes."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from deploy.hostile.document import Document, filled, whole
from services.events.ingest.parse.wire.bounds import MOST
from services.events.ingest.parse.wire.detect import Found

_MOST_TAGS: Final = MOST[Found.XML][b"<"] - 10_000
_MULTISTATUS: Final = (
    b'<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
)
_END: Final = b"</d:multistatus>"
_XCAL: Final = b'<icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"><vcalendar><components>'
_XCAL_END: Final = b"</components></vcalendar></icalendar>"
_XCAL_GOOD: Final = (
    b"<vevent><properties><uid><text>good</text></uid><summary><text>Good</text></summary>"
    b"<dtstart><date>2027-05-19</date></dtstart></properties></vevent>"
)


def _answer(calendar: bytes) -> bytes:
    return (
        b"<d:response><d:propstat><d:prop><c:calendar-data>"
        + calendar
        + b"</c:calendar-data></d:prop></d:propstat></d:response>"
    )


def _calendar(lines: bytes) -> bytes:
    return (
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Bad\nDTSTART:20270519\n"
        + lines
        + b"\nEND:VEVENT\nEND:VCALENDAR\n"
    )


_GOOD: Final = _answer(_calendar(b"").replace(b"UID:a", b"UID:good").replace(b"Bad", b"Good"))


def documents() -> Iterator[Document]:
    """Yield the answers."""
    yield from _caldav()
    yield from _xcal()


def _caldav() -> Iterator[Document]:
    for name, lines in {
        "secondly": b"RRULE:FREQ=SECONDLY",
        "interval of zero": b"RRULE:FREQ=DAILY;INTERVAL=0",
        "open quote": b'X-A;B="',
        "calendar within": b"BEGIN:VCALENDAR\n" * 1000,
        "end of another": b"END:VCALENDAR\n" * 1000,
        "cdata": b"]]><![CDATA[x",
        "numbered signs": b"&#66;&#69;&#71;&#73;&#78;:VEVENT" * 1000,
        "entity": b"&a;",
    }.items():
        yield whole(f"caldav {name}", partial(_with, _answer(_calendar(lines))))
    for name, part in {
        "calendars": _answer(_calendar(b"")),
        "empty calendars": b"<c:calendar-data/>",
        "nested calendars": b"<c:calendar-data>",
        "nested answers": b"<d:response>",
        "answers": b"<d:response/>",
    }.items():
        size = _MOST_TAGS // part.count(b"<") * len(part)
        yield whole(f"caldav of {name}", partial(_filled, part, size))
    yield whole("caldav one calendar", lambda: _with(_answer(_calendar(filled(b"X-A:b\n", size=2_000_000)))))
    line = b"DESCRIPTION:%s"
    yield whole("caldav one line", lambda: _with(_answer(_calendar(line % filled(b"a", size=8_000_000)))))
    yield whole("caldav cut off", lambda: (_MULTISTATUS + _GOOD + _answer(_calendar(b"")))[:-60])


def _with(answer: bytes) -> bytes:
    return _MULTISTATUS + _GOOD + answer + _END


def _filled(part: bytes, size: int) -> bytes:
    return filled(part, _MULTISTATUS + _GOOD, _END, min(size, 9_000_000))


def _xcal() -> Iterator[Document]:
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
