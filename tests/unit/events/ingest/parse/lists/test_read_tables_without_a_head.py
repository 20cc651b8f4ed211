"""Tables as CSV whose columns nobody named."""

import pytest

from tests.support.reading import read

_EVENTS = (
    '2027-05-19,2027-05-21,Camp of us,https://camp.example,"Berlin, Germany"\n'
    '2027-06-03,,Meet at last,https://meet.example,"London, UK"\n2027-07-01,2027-07-01,Walk,,Online\n'
)


def test_columns_are_known_by_what_they_hold() -> None:
    reading = read(_EVENTS, "https://example.org/events.csv")
    assert reading.format == "csv"
    assert [(it.title, it.starts.local, it.ends and it.ends.local, it.url) for it in reading.listings] == [
        ("Camp of us", "2027-05-19", "2027-05-21", "https://camp.example/"),
        ("Meet at last", "2027-06-03", "2027-06-03", "https://meet.example/"),
        ("Walk", "2027-07-01", "2027-07-01", None),
    ]
    assert [it.place and it.place.city for it in reading.listings] == ["Berlin", "London", None]


def test_a_time_of_day_in_a_column_of_its_own() -> None:
    reading = read("19.05.2027;18:00;Camp\n03.06.2027;19:30;Meet\n", "https://example.org/termine.csv")
    assert [(it.title, it.starts.local) for it in reading.listings] == [
        ("Camp", "2027-05-19T18:00"),
        ("Meet", "2027-06-03T19:30"),
    ]


def test_a_second_column_of_clocks_is_the_end() -> None:
    text = "Camp, 19.05.2027, 18:00, 20:00\nMeet, 03.06.2027, 19:30, 21:00\n"
    reading = read(text, "https://example.org/events.csv")
    assert [(it.title, it.starts.local, it.ends and it.ends.local) for it in reading.listings] == [
        ("Camp", "2027-05-19T18:00", "2027-05-19T20:00"),
        ("Meet", "2027-06-03T19:30", "2027-06-03T21:00"),
    ]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (_EVENTS, "https://example.org/list.csv"),
        ("2027-05-19,3.4,5\n2027-05-20,3.4,6\n", "https://example.org/events.csv"),
        (
            "2027-05-19 10:00:13,INFO,Started\n2027-05-20 10:00:20,WARN,Full\n",
            "https://example.org/events.csv",
        ),
        ("2027-05-19,WARN,Started\n2027-05-20,INFO,Full\n", "https://example.org/events.csv"),
        ("2027-05-19,Camp\n2027-05-20,Meet,more\n", "https://example.org/events.csv"),
        ("2027-05-19,Camp\n", "https://example.org/events.csv"),
    ],
)
def test_other_tables_are_no_events(text: str, url: str) -> None:
    assert read(text, url).listings == ()
