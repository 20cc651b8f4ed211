"""The floor of each format: what its best library takes for the plain parse of the same bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import feedparser
from icalendar import Calendar

from deploy.local.bench.documents import Invented, as_icalendar, as_rss


@dataclass(frozen=True, slots=True)
class Format:
    """A format with its writer, its floor, and how many times that the whole pipeline may cost."""

    name: str
    media_type: str
    library: str
    write: Callable[[list[Invented]], bytes]
    parse: Callable[[bytes], int]
    target: float


def parse_icalendar(body: bytes) -> int:
    """Parse eagerly, touch each property of each event, and count the events."""
    events = Calendar.from_ical(body).walk("VEVENT")
    for event in events:
        for value in event.values():
            getattr(value, "dt", None) or str(value)
    return len(events)


def parse_rss(body: bytes) -> int:
    """Parse with feedparser as it comes, touch each field of each entry, and count the entries."""
    entries = feedparser.parse(BytesIO(body))["entries"]
    for entry in entries:
        for name in entry:
            entry[name]
    return len(entries)


FORMATS = (
    Format("iCalendar", "text/calendar", "icalendar", as_icalendar, parse_icalendar, 2.0),
    Format("RSS", "application/rss+xml", "feedparser", as_rss, parse_rss, 3.0),
)
