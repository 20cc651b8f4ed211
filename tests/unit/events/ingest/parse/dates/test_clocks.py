"""Times of day from when till when, of which the half of the day is said once."""

from datetime import time

import pytest

from services.events.ingest.parse.dates.clock_words import clocks_of


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("7-9pm", time(19), time(21)),
        ("4:00 – 5:00 PM", time(16), time(17)),
        ("10:00 - 3:00 PM", time(10), time(15)),
        ("11-1pm", time(11), time(13)),
        ("11-1am", time(23), time(1)),
        ("12-2pm", time(12), time(14)),
        ("11:30-12:30pm", time(11, 30), time(12, 30)),
        ("9am-5pm", time(9), time(17)),
        ("18 bis 20 Uhr", time(18), time(20)),
        ("18:00-20:00", time(18), time(20)),
        ("9:00 a.m. – 5:00 p.m.", time(9), time(17)),
        ("from 10:00 to 12:00", time(10), time(12)),
        ("de 14h à 16h", time(14), time(16)),
        ("7 PM - 9 PM (Local Time)", time(19), time(21)),
    ],
)
def test_from_when_till_when(text: str, first: time, last: time) -> None:
    assert clocks_of(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("6pm start", time(18)),
        ("from 6pm", time(18)),
        ("Doors: 7pm", time(19)),
        ("ab 18 Uhr", time(18)),
        ("19:00 onwards", time(19)),
        ("18 Uhr c.t.", time(18, 15)),
        ("18:00 Uhr s.t.", time(18)),
        ("6pm or so", None),
        ("starts", None),
    ],
)
def test_what_stands_beside_a_time_of_day(text: str, clock: time | None) -> None:
    assert clocks_of(text) == (clock, None)
