"""Few events in a text of much else, below a heading that says they are over or to come."""

import pytest

from services.events.ingest.parse.records.event_words import is_of_events
from tests.support.reading import read, told

_URL = "https://example.org/README.md"


@pytest.mark.parametrize(
    ("heading", "is_one"),
    [
        ("## Past meetups", True),
        ("### Upcoming Events", True),
        ("Next meetup", True),
        ("Upcoming Meetings", True),
        ("Past meetings", False),
        ("Vergangene und kommende Veranstaltungen", True),
        ("Prochaines rencontres", True),
        ("Предстоящие события", True),
        ("Events", False),
        ("Past Conference & Meetup Recordings", False),
        ("Next release", False),
        ("Past", False),
        ("Upcoming Lathe Conference", False),
    ],
)
def test_headings_of_events(heading: str, is_one: bool) -> None:
    assert is_of_events(heading) is is_one


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "# Ours\n\nOf us.\n\n## Past meetups\n[Lathes](https://l.example)(2027-05-19, Hybrid, Berlin)\n",
            [("Lathes", "2027-05-19", "2027-05-19", None, "Berlin", "https://l.example/")],
        ),
        (
            "# Ours\n\n## Upcoming events\n\n### Summer School\n\nMay 19-21, 2027 | Berlin, Germany\n",
            [("Summer School", "2027-05-19", "2027-05-21", None, "Berlin", None)],
        ),
        ("# Ours\n\n## News\n[Lathes](https://l.example)(2027-05-19, Hybrid, Berlin)\n", []),
    ],
)
def test_one_event_is_enough_there(text: str, events: list[object]) -> None:
    assert told(read(text, _URL)) == events


def test_meetings_told_by_their_day_alone_are_called_as_their_series() -> None:
    text = (
        "# Lathe Club meetups\n\n## Meetup of 19 May 2027\n\n- Place: Berlin\n\n"
        "## 2 June 2027\n\n- Place: Munich\n\n"
        "## Meetup #3, 9 June 2027\n\n- Place: London\n"
    )
    assert [each[0:2] for each in told(read(text, _URL))] == [
        ("Lathe Club meetups", "2027-05-19"),
        ("Lathe Club meetups", "2027-06-02"),
        ("Lathe Club meetups", "2027-06-09"),
    ]


def test_a_time_of_day_is_no_name() -> None:
    text = "# Events\n\n## Past meetups\n\n**4:30pm - 6:00pm, PST, 19 May 2027**\n\nWe met.\n"
    assert read(text, _URL).listings == ()


def test_the_only_year_of_a_list_completes_its_days() -> None:
    text = (
        "# Conferences\n\n##Lathes\n19 May • Berlin\n\n##Turning 2027\n2 June 2027 • London, UK\n\n"
        "[web](https://2027.l.example)\n"
    )
    events = [
        ("Lathes", "2027-05-19", "2027-05-19", None, "Berlin", None),
        ("Turning 2027", "2027-06-02", "2027-06-02", None, "London", "https://2027.l.example/"),
    ]
    assert told(read(text, _URL)) == events
    assert told(read(text + "\nSince 2019.\n", _URL)) == events[1:]
