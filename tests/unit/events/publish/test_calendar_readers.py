"""iCalendar as we write it opens clean, and says the same, in three readers of other hands."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.publish.calendar import Style, calendar
from tests.support.published import BERLIN, TIMED, entry, event
from tests.support.readings.calendar_readers import by_ical, by_ical_js, by_icalendar, missing_ical_js

A_DAY = {"local": "2027-05-19", "timezone": None, "utc": None}
FLOATING = {"local": "2027-05-19T23:30", "timezone": None, "utc": None}
LATE = {"local": "2027-05-21T17:00", "timezone": "Europe/Berlin", "utc": "2027-05-21T15:00:00Z"}
LONG = "Žluťoučký kůň, 日本語の会議; \\n is no line end 🎉 " * 9
HALL = {**BERLIN, "venue": "Hall, 1; \\"}

AWKWARD: list[dict[str, Any]] = [
    {"title": "Plain"},
    {"title": 'Rust, Go; and \\ friends: "quoted" ^n', "url": "https://a.example/?q=a,b;c&d=%20#x"},
    {"title": LONG.strip(), "description": f"{LONG}\n\n\t{LONG[:99]}", "place": HALL},
    {"title": "All day", "starts_at": A_DAY, "description": None, "place": None},
    {"title": "Three days", "starts_at": A_DAY, "ends_at": {**A_DAY, "local": "2027-05-21"}},
    {"title": "In the time of the place", "starts_at": FLOATING},
    {"title": "Long", "starts_at": TIMED, "ends_at": LATE, "topics": [{"label": "Rust"}, {"label": "Web"}]},
    {"title": "Off", "status": "cancelled"},
    {"title": "Later", "status": "postponed"},
    {"title": "مؤتمر \u200f\u202bالعربية", "description": "שלום"},
]  # fmt: skip
STYLES = [Style(), Style("prefix"), Style("omit", "all_day")]
CALENDARS = [
    calendar(
        [entry(event(id=f"evt_{i}", **it), version=i + 1) for i, it in enumerate(AWKWARD)],
        name=LONG,
        style=style,
    )
    for style in STYLES
]


def test_what_the_first_reader_finds_is_what_stands_in_the_event() -> None:
    read = by_icalendar(CALENDARS[0].decode())
    assert [it["title"] for it in AWKWARD] == [it["summary"] for it in read]
    assert {
        "uid": "evt_6@acquaint",
        "summary": "Long",
        "description": "One\nTwo",
        "location": "Hall 1, Berlin, Germany",
        "status": "CONFIRMED",
        "url": None,
        "sequence": 6,
        "starts": "2027-05-19T07:00:00Z",
        "ends": "2027-05-21T15:00:00Z",
        "categories": ["Rust", "Web"],
    } == read[6]


def test_the_second_reader_finds_the_same() -> None:
    for text in CALENDARS:
        assert by_icalendar(text.decode()) == by_ical(text.decode())


@pytest.mark.skipif(missing_ical_js() is not None, reason=missing_ical_js() or "")
def test_the_third_reader_finds_the_same() -> None:
    texts = [text.decode() for text in CALENDARS]
    assert [by_icalendar(text) for text in texts] == by_ical_js(texts)


def test_a_label_with_a_comma_stays_one() -> None:
    told = calendar([entry(event(topics=[{"label": "Health, safety; \\"}]))], name="x").decode()
    assert ["Health, safety; \\"] == by_icalendar(told)[0]["categories"]


@given(st.text(max_size=120), st.text(min_size=1, max_size=300))
def test_no_text_reads_differently_in_two_readers(title: str, description: str) -> None:
    told = calendar([entry(event(title=title, description=description, url=None))], name=title).decode()
    assert by_icalendar(told) == by_ical(told)
