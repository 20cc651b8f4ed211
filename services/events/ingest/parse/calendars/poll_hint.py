"""How often a publisher wants to be asked, as the document itself says."""

import re
from typing import Final

_HEAD: Final = 50_000
_FIRST_RECORD: Final = re.compile(rb"BEGIN:VEVENT|<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_CALENDAR: Final = re.compile(
    rb"^(?:REFRESH-INTERVAL|X-PUBLISHED-TTL)[^:\r\n]{0,100}:\s*\+?P(?:(\d{1,4})W|(?:(\d{1,4})D)?"
    rb"(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_TTL: Final = re.compile(rb"<ttl>\s*(\d{1,6})\s*</ttl>", re.IGNORECASE)
_PERIOD: Final = re.compile(rb"<sy:updatePeriod>\s*(hourly|daily|weekly|monthly|yearly)\s*<", re.IGNORECASE)
_FREQUENCY: Final = re.compile(rb"<sy:updateFrequency>\s*(\d{1,4})\s*<", re.IGNORECASE)
_UNITS_S: Final = (7 * 86_400, 86_400, 3600, 60, 1)
_PERIODS_S: Final = {
    b"hourly": 3600,
    b"daily": 86_400,
    b"weekly": 7 * 86_400,
    b"monthly": 30 * 86_400,
    b"yearly": 365 * 86_400,
}
LONGEST_S: Final = 7 * 86_400


def poll_hint(body: bytes) -> int | None:
    """Return the longest interval that a calendar or feed asks for, in seconds, a week at most.

    Reads `REFRESH-INTERVAL` (RFC 7986), `X-PUBLISHED-TTL`, RSS `ttl` and the syndication module of RSS 1.0,
    only where they stand before the first record. None when there is no hint.
    """
    head = body[:_HEAD]
    first = _FIRST_RECORD.search(head)
    head = head[: first.start()] if first else head
    hints = [*_calendar(head), *_feed(head)]
    return min(max(hints), LONGEST_S) if hints else None


def _calendar(head: bytes) -> list[int]:
    found = (
        sum(int(n) * unit for n, unit in zip(each.groups(b"0"), _UNITS_S, strict=True))
        for each in _CALENDAR.finditer(head)
    )
    return [seconds for seconds in found if seconds]


def _feed(head: bytes) -> list[int]:
    ttl, period, frequency = _TTL.search(head), _PERIOD.search(head), _FREQUENCY.search(head)
    hints = [int(ttl[1]) * 60] if ttl else []
    if period:
        hints.append(_PERIODS_S[period[1].lower()] // max(1, int(frequency[1]) if frequency else 1))
    return [seconds for seconds in hints if seconds]
