"""Calendars that harm: rules without end, lists, nesting, lines, and one event a hundred thousand times."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from deploy.hostile.document import MOST_BYTES, Document, filled, whole
from services.events.ingest.parse.wire.bounds import MOST
from services.events.ingest.parse.wire.detect import Found

_MOST_LINES: Final = MOST[Found.ICALENDAR][b"\n"] - 10_000
_HEAD: Final = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
_TAIL: Final = b"END:VCALENDAR\r\n"
_GOOD: Final = b"BEGIN:VEVENT\r\nUID:good\r\nSUMMARY:Good\r\nDTSTART:20270519\r\nEND:VEVENT\r\n"
"""Stands beside every hostile event: it must be read whatever its neighbour is."""


def _up_to(last: int) -> str:
    return ",".join(map(str, range(1, last + 1)))


_RULES: Final = {
    "secondly": "FREQ=SECONDLY",
    "minutely never matching": "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
    "hourly by all minutes": f"FREQ=DAILY;BYHOUR={_up_to(23)}",
    "interval of zero": "FREQ=DAILY;INTERVAL=0",
    "interval of a planet": f"FREQ=DAILY;INTERVAL=1{'0' * 5000}",
    "count of a billion": "FREQ=DAILY;COUNT=1000000000",
    "count of a million": "FREQ=DAILY;COUNT=1000000",
    "by every list": f"FREQ=YEARLY;BYMONTH={_up_to(12)};BYMONTHDAY={_up_to(31)}",
    "list of a megabyte": "FREQ=YEARLY;BYYEARDAY=" + "1," * 90_000 + "1",
    "thirtieth of february": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "rule of rules": "RRULE=" * 9999 + "FREQ=DAILY",
}


def documents() -> Iterator[Document]:
    """Yield the calendars."""
    for name, rule in _RULES.items():
        lines = f"UID:bad\r\nSUMMARY:Bad\r\nDTSTART:20260101T090000\r\nRRULE:{rule}\r\n"
        yield whole(f"ics {name}", partial(_calendar, _event(lines)))
    yield from _many_dates()
    yield from _many_events()
    yield from _odd_lines()


def _many_dates() -> Iterator[Document]:
    start = "UID:bad\r\nSUMMARY:Bad\r\nDTSTART:20260101\r\n"
    one = "20270101," * 100_000 + "20270101"
    each = "".join(f"EXDATE:{20270101 + n % 28}\r\n" for n in range(100_000))
    yield whole("ics 100k rdate", lambda: _calendar(_event(f"{start}RDATE:{one}\r\n")))
    yield whole(
        "ics 100k exdate",
        lambda: _calendar(_event(f"{start}RRULE:FREQ=DAILY\r\n{each}")),
    )
    long = f"{start}RRULE:FREQ=DAILY\r\nDESCRIPTION:{'<b>word</b> &amp; ' * 12_000}\r\n"
    yield whole("ics long text on all days", lambda: _calendar(_event(long)))
    overrides = "".join(
        _event(f"UID:bad\r\nSUMMARY:O\r\nDTSTART:20270101\r\nRECURRENCE-ID:{20260101 + n % 28}\r\n")
        for n in range(45_000)
    )
    yield whole("ics 45k overrides", lambda: _calendar(_event(f"{start}RRULE:FREQ=DAILY\r\n") + overrides))


def _many_events() -> Iterator[Document]:
    since = "BEGIN:VEVENT\r\nUID:{}\r\nSUMMARY:Bad\r\nDTSTART:00010101\r\nRRULE:FREQ={}\r\nEND:VEVENT\r\n"
    for frequency in ("DAILY", "YEARLY;BYDAY=MO,TU,WE,TH,FR;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12"):
        name = f"ics since year one {frequency.partition(';')[0].lower()}"
        yield whole(name, partial(_each, since, frequency))
    same = _event("UID:1\r\nSUMMARY:Same\r\nDTSTART:20270101\r\n").encode()
    yield whole("ics same event 45k times", lambda: filled(same, _HEAD + _GOOD, _TAIL, 45_000 * len(same)))
    yield whole("ics most lines", lambda: filled(b"X-Y:z\n", _HEAD + _GOOD, _TAIL, _MOST_LINES * 6))
    yield whole("ics same event 100k times", lambda: filled(same, _HEAD + _GOOD, _TAIL))
    yield whole("ics events of nothing", lambda: filled(b"BEGIN:VEVENT\nEND:VEVENT\n", _HEAD + _GOOD, _TAIL))
    yield whole("ics 100k calendars", lambda: filled(b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", _calendar("")))
    yield whole(
        "ics zones", lambda: filled(b"BEGIN:VTIMEZONE\nTZID:x\nEND:VTIMEZONE\n", _HEAD + _GOOD, _TAIL)
    )


def _odd_lines() -> Iterator[Document]:
    inside = _HEAD + _GOOD + b"BEGIN:VEVENT\r\nSUMMARY:Bad\r\nDTSTART:20270101\r\n"
    tail = b"\r\nEND:VEVENT\r\n" + _TAIL
    yield whole("ics nested", lambda: filled(b"BEGIN:VALARM\r\n", _HEAD + _GOOD, _TAIL))
    yield whole("ics nested events", lambda: filled(b"BEGIN:VEVENT\r\n", _HEAD + _GOOD, _TAIL))
    yield whole("ics one line", lambda: filled(b"x", inside + b"DESCRIPTION:", tail))
    yield whole("ics folded at each letter", lambda: filled(b"\r\n x", inside + b"DESCRIPTION:", tail))
    yield whole("ics million properties", lambda: filled(b"X:1\n", inside, tail))
    yield whole("ics million empty lines", lambda: filled(b"\n", inside, tail))
    yield whole("ics million parameters", lambda: filled(b";A=1", inside + b"X-A", b":1" + tail))
    yield whole("ics quoted parameters", lambda: filled(b'"a",', inside + b"X-A;B=", b'"a":1' + tail))
    yield whole("ics open quote", lambda: filled(b';A="', inside + b"X-A", tail))
    yield whole("ics escapes", lambda: filled(b"\\", inside + b"DESCRIPTION:", tail))
    yield whole("ics categories", lambda: filled(b"a,", inside + b"CATEGORIES:", tail))
    yield whole("ics digits", lambda: filled(b"9", inside + b"SEQUENCE:", tail))
    yield whole("ics never ends", lambda: (_HEAD + _GOOD + b"BEGIN:VEVENT\r\nSUMMARY:")[:MOST_BYTES])


def _each(event: str, rule: str) -> bytes:
    return _calendar("".join(event.format(n, rule) for n in range(45_000)))


def _event(lines: str) -> str:
    return f"BEGIN:VEVENT\r\n{lines}END:VEVENT\r\n"


def _calendar(events: str) -> bytes:
    return _HEAD + _GOOD + events.encode()[: MOST_BYTES - 1000] + _TAIL
