"""The answer of a CalDAV server to a query: a calendar in each `calendar-data` (RFC 4791 section 9.6)."""

import re
from typing import Final

from services.events.ingest.model import Outcome
from services.events.ingest.parse.calendars.icalendar import parse_icalendar
from services.events.ingest.parse.calendars.recurrence import Window
from services.events.ingest.parse.wire.parsed import Parsed, refused
from services.events.ingest.parse.wire.xml_text import read_xml

FORMAT: Final = "caldav"
_ROOT: Final = re.compile(rb"(?:<\?[^>]{0,2000}>\s*)?<(?:\w+:)?multistatus[\s>]", re.IGNORECASE)


def is_caldav(body: bytes) -> bool:
    """Recognise a document whose outermost element is `multistatus` (RFC 4918 section 14.16)."""
    return _ROOT.match(body) is not None


def parse_caldav(body: bytes, window: Window) -> Parsed:
    """Read the calendars as one document; of an answer that is cut off, those before the cut."""
    root, stopped = read_xml(body)
    held = root.iter() if root is not None else iter(())
    calendars = [each.text or "" for each in held if str(each.tag).rpartition(":")[2] == "calendar-data"]
    if not calendars:
        reason = stopped.reason if stopped else "no_calendar"
        return refused(FORMAT, Outcome.UNREADABLE if stopped else Outcome.UNSUPPORTED_FORMAT, reason)
    read = parse_icalendar("\r\n".join(map(str.strip, calendars)).encode(), window, "utf-8")
    return Parsed(FORMAT, read.listings, (*read.rejected, *((stopped,) if stopped else ())), read.outcome)
