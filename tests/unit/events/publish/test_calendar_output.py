"""iCalendar as we write it, read back by an independent reader."""

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.publish.calendar import Style, calendar, fold_line
from shared.contracts.catalogue.event_query import Cancelled, Long
from tests.support.published import TIMED, entry, event

DAY = {"local": "2027-05-19", "timezone": None, "utc": None}


def test_an_all_day_event_byte_for_byte() -> None:
    expected = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Acquaint//Events//EN", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", "NAME:Mine", "X-WR-CALNAME:Mine", "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H", "BEGIN:VEVENT", "UID:evt_1@acquaint", "DTSTAMP:20261123T090000Z",
        "CREATED:20261120T080000Z", "LAST-MODIFIED:20261123T090000Z", "SEQUENCE:2",
        "DTSTART;VALUE=DATE:20270519", "DTEND;VALUE=DATE:20270522",
        "SUMMARY:Rust\\, Go\\; and \\\\ friends", "STATUS:CONFIRMED", "TRANSP:TRANSPARENT",
        "DESCRIPTION:One\\nTwo", "LOCATION:Hall\\, 1\\, Berlin\\, Germany", "GEO:52.500000;13.400000", "URL:https://a.example/",
        "CATEGORIES:Rust", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    place = {"venue": "Hall, 1", "address": None, "city": "Berlin", "country": "DE", "lat": 52.5, "lon": 13.4}
    told = event(
        title="Rust, Go; and \\ friends",
        starts_at=DAY,
        ends_at={**DAY, "local": "2027-05-21"},
        place=place,
        url="https://a.example/",
        topics=[{"label": "Rust"}],
    )
    assert "\r\n".join(expected).encode() == calendar([entry(told, version=3)], name="Mine")


@pytest.mark.parametrize(
    ("cancelled", "status", "summary"),
    [("status", "CANCELLED", "Rust"), ("prefix", "CONFIRMED", "[Cancelled] Rust"), ("omit", None, None)],
)
def test_how_cancelled_events_are_shown(
    cancelled: Cancelled, status: str | None, summary: str | None
) -> None:
    told = calendar([entry(event(title="Rust", status="cancelled"))], name="x", style=Style(cancelled))
    found = [
        (str(it["STATUS"]), str(it["SUMMARY"])) for it in icalendar.Calendar.from_ical(told).walk("VEVENT")
    ]
    assert ([(status, summary)] if status else []) == found


def test_a_subscription_leaves_its_reader_free_and_an_event_put_in_oneself_does_not() -> None:
    feed, own = (calendar([entry(event())], name="x", style=Style(busy=busy)) for busy in (False, True))
    assert (b"TRANSP:TRANSPARENT" in feed, b"TRANSP" in own) == (True, False)


@pytest.mark.parametrize(
    ("ends", "long", "expected"),
    [
        ("2027-05-21T17:00", "all_day", (b"20270519", b"20270522")),
        ("2027-05-21T17:00", "timed", (b"20270519T070000Z", b"20270521T150000Z")),
        ("2027-05-19T17:00", "all_day", (b"20270519T070000Z", b"20270519T150000Z")),
    ],
)
def test_what_lasts_for_days_can_be_shown_as_whole_days(
    ends: str, long: Long, expected: tuple[bytes, bytes]
) -> None:
    told = event(ends_at={**TIMED, "local": ends, "utc": f"{ends[:11]}15:00:00Z"})
    (read,) = icalendar.Calendar.from_ical(calendar([entry(told)], name="x", style=Style(long=long))).events
    assert expected == tuple(read[name].to_ical() for name in ("DTSTART", "DTEND"))


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_breaks_the_calendar(title: str, description: str) -> None:
    told = calendar([entry(event(title=title, description=description, url=title))], name=title)
    lines = told.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert lines.count(b"BEGIN:VEVENT") == 1
    told.decode()


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), max_size=400))
def test_unfolding_gives_the_line_back(line: str) -> None:
    assert line == fold_line(line).replace("\r\n ", "")


def test_no_text_can_begin_a_line_of_its_own() -> None:
    hostile = "".join(f"{chr(code)}X-EVIL:1" for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029))
    lines = calendar([], name=hostile).decode().replace("\r\n ", "").splitlines()
    assert [] == [line for line in lines if line.startswith("X-EVIL")]
