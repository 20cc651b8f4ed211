"""What is no format at all, breaks off, or wears out a pattern of ours wherever text is read."""

import random
from collections.abc import Iterator
from functools import partial
from typing import Final

from deploy.hostile.document import Document, filled, whole

_CALENDAR: Final = (
    b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Good\r\nDTSTART:20270519\r\nEND:VEVENT\r\n"
    b"BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Caf\xc3\xa9\r\nDTSTART;TZID=Europe/Paris:20270520T190000\r\n"
    b"RRULE:FREQ=WEEKLY;COUNT=3\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
_TEXTS: Final = {
    "spaces": " ",
    "digits": "1",
    "days": "may 1 ",
    "day and spaces": "1" + " " * 500,
    "dashes": "1 - ",
    "ranges": "1-2 may ",
    "dots": "1.",
    "years": "2027 ",
    "commas": ",",
    "brackets": "(",
    "square brackets": "[",
    "at signs": "a@",
    "addresses": "http://a.",
    "slashes": "/",
    "schemes": "a:",
    "encoded": "%41",
    "entities": "&amp;",
    "doubly encoded": "&amp;amp;lt;",
    "less-than": "<",
    "open tags": "<a ",
    "breaks": "<br ",
    "spaced tags": "<  ",
    "bold": "<b>",
    "paragraphs": "<p>x",
    "marks": "\u202e",
    "combining": "a\u0301",
    "growing": "ﷺ",
    "surrogate pairs": "\U0001d400",
    "letters": "x",
    "capitals": "X",
    "prices": "1.00 EUR ",
    "codes": "SW1A 1AA ",
    "places": "x - y, ",
    "online": "online & ",
    "cancelled": "[cancelled ",
    "words": "conference ",
    "camel": "XxConf",
    "zones": "A/b",
    "ordinals": "1st of ",
    "until": "until may 1 2027 ",
}
"""Repeated, each wears out one sort of pattern: what we look for, without its end."""

_FIELDS: Final = (
    "UID",
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "URL",
    "CATEGORIES",
    "STATUS",
    "ORGANIZER;CN=x",
    "GEO",
    "DTEND",
    "DURATION",
    "X-CFP-END",
    "TZID",
)
_KEYS: Final = (
    "description",
    "location",
    "url",
    "image",
    "organizer",
    "eventStatus",
    "inLanguage",
    "offers",
    "endDate",
    "duration",
    "keywords",
    "eventAttendanceMode",
    "@id",
)


def documents() -> Iterator[Document]:
    """Yield what wears out patterns, what breaks off, and what is of no format."""
    yield from _patterns()
    yield from _broken_off()
    yield from _no_format()


def _patterns() -> Iterator[Document]:
    for name, part in _TEXTS.items():
        text = (part * 100_000)[:100_000]
        yield whole(f"text {name} ics", partial(_as_calendar, text))
        yield whole(f"text {name} json-ld", partial(_as_json_ld, text))
        yield whole(f"text {name} rss", partial(_as_feed, text))


def _as_calendar(text: str) -> bytes:
    fields = "".join(f"{name}:{text}\r\n" for name in _FIELDS)
    head = f"BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:{text}\r\nBEGIN:VEVENT\r\nSUMMARY:Good\r\nDTSTART:20270519\r\n"
    return f"{head}{fields}END:VEVENT\r\nEND:VCALENDAR\r\n".encode()


def _as_json_ld(text: str) -> bytes:
    written = text.replace("\\", "\\\\").replace('"', '\\"')
    fields = "".join(f',"{key}":"{written}"' for key in _KEYS)
    return f'{{"@type":"Event","name":"Good","startDate":"2027-05-19"{fields}}}'.encode()


def _as_feed(text: str) -> bytes:
    """Return eighty items with the text, as cdata."""
    item = f"<item><title>x</title><description><![CDATA[{text}]]></description></item>"
    good = "<item><title>Good</title><description>on 19 May 2027</description></item>"
    return filled(item.encode(), b"<rss><channel>" + good.encode(), b"</channel></rss>", 9_000_000)


def _broken_off() -> Iterator[Document]:
    for tenths in range(1, 10):
        cut = len(_CALENDAR) * tenths // 10
        yield whole(f"cut at {tenths}0 percent", partial(lambda end: _CALENDAR[:end], cut))


def _noise(size: int) -> bytes:
    return random.Random(1).randbytes(size)  # noqa: S311 - the same noise each time


def _no_format() -> Iterator[Document]:
    yield whole("nothing", bytes)
    yield whole("nulls", lambda: filled(b"\0"))
    yield whole("noise", lambda: _noise(5_000_000))
    for name, start in {
        "zip": b"PK\x03\x04",
        "pdf": b"%PDF-1.7\n",
        "png": b"\x89PNG\r\n\x1a\n",
        "exe": b"MZ",
        "bzip2": b"BZh9",
        "xz": b"\xfd7zXZ\0",
    }.items():
        yield whole(
            f"{name} file",
            partial(lambda magic: magic + _noise(100_000), start),
        )
    for path in ("/etc/passwd", "file:///etc/passwd", "http://127.0.0.1/", "\\\\host\\share", "-"):
        yield whole(f"path {path.replace('/', '_')}", partial(str.encode, path))
    yield whole(
        "lone surrogates",
        lambda: _CALENDAR.replace(b"Caf\xc3\xa9", b"\xed\xa0\x80\xed\xbf\xbf\xff\xfe"),
    )
    yield whole("nulls in a calendar", lambda: _CALENDAR.replace(b"Good", b"G\0ood\0"))
    yield whole("calendar in utf-16", lambda: _CALENDAR.decode().encode("utf-16"))
    yield whole("calendar in utf-16 without a mark", lambda: _CALENDAR.decode().encode("utf-16-le"))
    yield whole("calendar in utf-32", lambda: _CALENDAR.decode().encode("utf-32"))
    yield whole("marks", lambda: filled(b"\xef\xbb\xbf", size=3))
    yield whole("many marks", lambda: filled(b"\xef\xbb\xbf"))
    yield whole("spaces", lambda: filled(b" "))
    yield whole("one word of 10 MB", lambda: filled(b"a"))
    yield whole(
        "html at a calendar",
        lambda: b"<!doctype html><title>Sign in</title>",
        "content-type: text/calendar",
    )
