"""Events that a page tells only by its buttons for putting them into one's calendar."""

import pytest

from tests.support.reading import read, told

_GOOGLE = (
    "https://calendar.google.com/calendar/render?action=TEMPLATE&amp;text=Lathes+for+all"
    "&amp;dates={}&amp;location=Old+Mill,+Berlin&amp;ctz=Europe/Berlin"
)
_OUTLOOK = (
    "https://outlook.live.com/calendar/0/deeplink/compose?subject=Lathes+for+all"
    "&amp;startdt=2027-05-19T16:00:00Z&amp;enddt=2027-05-19T18:00:00Z&amp;location=Old+Mill,+Berlin"
)
_ELEMENT = (
    '<add-to-calendar-button name="Lathes for all" location="Old Mill, Berlin"'
    ' startDate="2027-05-19" startTime="18:00"'
    ' endDate="2027-05-19" endTime="20:00" timeZone="Europe/Berlin"></add-to-calendar-button>'
)


def _link(href: str) -> str:
    return f'<a href="{href}">Add to calendar</a>'


@pytest.mark.parametrize(
    "button",
    [
        _link(_GOOGLE.format("20270519T160000Z/20270519T180000Z")),
        _link(_GOOGLE.format("20270519T180000/20270519T200000")) + _link(_OUTLOOK),
        _link(_OUTLOOK),
        _ELEMENT + _ELEMENT,
    ],
)
def test_a_button_tells_the_event_of_its_page_once(button: str) -> None:
    page = f"<!doctype html><html><head><link rel=canonical href='https://x.org/lathes'></head><body>{button}"
    lathes = (
        "Lathes for all",
        "2027-05-19T18:00",
        "2027-05-19T20:00",
        "Old Mill",
        "Berlin",
        "https://x.org/lathes",
    )
    assert [lathes] == told(read(page))


def test_whole_days_end_the_day_before_and_several_events_are_no_page_of_one() -> None:
    days, later = (_link(_GOOGLE.format(span)) for span in ("20270519/20270522", "20270619/20270620"))
    broken = _link("https://calendar.google.com/calendar/render?text=x&amp;dates=20271399/x")
    page = f"<!doctype html><link rel=canonical href='https://x.org/all'><body>{days}{later}{broken}"
    assert [("2027-05-19", "2027-05-21", None), ("2027-06-19", "2027-06-19", None)] == [
        (starts, ends, url) for _, starts, ends, *_, url in told(read(page))
    ]
