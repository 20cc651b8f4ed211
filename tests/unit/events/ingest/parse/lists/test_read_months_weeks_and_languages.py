"""Days in parts, spans of weeks, houses that hold events, records by language, and what is no event."""

import json

import pytest

from shared.contracts.events import Mode
from tests.support.reading import read, told

_MANY = "https://example.org/events."


def _times(text: str, ending: str) -> list[tuple[str, str, str | None]]:
    found = read(text, _MANY + ending).listings
    return [(it.title, it.starts.local, it.ends.local if it.ends else None) for it in found]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        (
            "event,startday,endday,startmonth,endmonth,year,location\nSchool,30,2,June,July,2027,Berlin\n",
            [("School", "2027-06-30", "2027-07-02")],
        ),
        ("name,startday,endday,startmonth,year\nCamp,19,21,5,2027\n", [("Camp", "2027-05-19", "2027-05-21")]),
        ("name,day,month,year\nCamp,19-21,May,2027\n", [("Camp", "2027-05-19", "2027-05-21")]),
    ],
)
def test_days_are_completed_by_the_columns_of_their_months(
    text: str, times: list[tuple[str, str, str | None]]
) -> None:
    assert times == _times(text, "csv")


@pytest.mark.parametrize("weekday", ["Wednesday", "Wednesdays", "wed.", "Mittwoch"])
def test_a_span_of_weeks_with_a_weekday_and_a_clock_is_each_of_these_days(weekday: str) -> None:
    row = {"title": "Lathes", "from": "2027-05-03", "to": "2027-05-19", "weekday": weekday, "time": "18:00"}
    assert [("Lathes", f"2027-05-{day:02}T18:00", None) for day in (5, 12, 19)] == _times(
        json.dumps([row]), "json"
    )


@pytest.mark.parametrize(
    "other",
    [{"to": "2027-05-07"}, {"time": None}, {"weekday": "any day"}, {"weekday": "Monday-Friday"}],
)
def test_what_is_no_course_keeps_its_span(other: dict[str, str | None]) -> None:
    row = {"title": "Fair", "from": "2027-05-03", "to": "2027-05-28", "weekday": "Monday", "time": "18:00"}
    (found,) = _times(json.dumps([row | other]), "json")
    assert found[1][:10] == "2027-05-03"
    assert found[2] is not None
    assert found[2][:10] == (row | other)["to"]


def test_what_holds_events_is_their_house_where_it_has_a_street() -> None:
    text = (
        "<?xml version='1.0'?><places><place><name>Old Mill</name><address>Main St 1, Berlin</address>"
        "<events><event><title>Lathes</title><startDate>2027-05-19</startDate></event>"
        "<event><title>Saws</title><startDate>2027-05-20</startDate></event></events></place></places>"
    )
    reading = read(text, _MANY + "xml")
    assert [it[:2] for it in told(reading)] == [("Lathes", "2027-05-19"), ("Saws", "2027-05-20")]
    assert {(it.place.venue, it.place.city) for it in reading.listings if it.place} == {
        ("Old Mill", "Berlin")
    }


def test_an_element_of_others_of_its_name_is_a_list_of_one_too() -> None:
    text = (
        "<?xml version='1.0'?><events><event><title>A</title><start>2027-05-19T19:00</start></event></events>"
    )
    (found,) = read(text, _MANY + "xml").listings
    assert ("A", "2027-05-19T19:00") == (found.title, found.starts.local)


@pytest.mark.parametrize(
    "record",
    [
        {"startTime": "2027-05-19T19:00", "en": {"name": "Lathes"}, "de": {"name": "Drehen"}},
        {
            "startTime": "2027-05-19T19:00",
            "translations": {"de": {"name": "Drehen"}, "en": {"name": "Lathes"}},
        },
    ],
)
def test_words_below_the_code_of_a_language_are_the_records_own(record: dict[str, object]) -> None:
    expected = [("Lathes", "2027-05-19T19:00", None)]
    assert expected == _times(json.dumps([record]), "json") == _times(json.dumps({"ours": record}), "json")


@pytest.mark.parametrize("day", ["5-7 May 2027", "5th May 2027 13:30-14:30"])
def test_days_as_people_write_them_make_a_file_of_events_one(day: str) -> None:
    document = json.dumps([{"title": "Lathes", "date": day, "description": "All about them."}])
    assert [("Lathes", "2027-05-05")] == [(title, start[:10]) for title, start, _ in _times(document, "json")]
    assert read(document, "https://example.org/things.json").listings == ()


def test_an_exact_day_alone_is_as_often_that_of_a_log() -> None:
    document = json.dumps([{"title": "Lathes", "date": "May 5, 2027", "description": "All about them."}])
    assert read(document, _MANY + "json").listings == ()


def test_a_paper_among_events_is_none() -> None:
    text = (
        '[[events]]\ndate = "2027-05-19"\nend = "2027-05-21"\ntitle = "Conference of lathes"\n'
        '[[events]]\ndate = "2027-05-22"\ntitle = "A paper of ours"\ndoi = "10.1000/1"\n'
        '[[events]]\ndate = "2027-05-23"\ntitle = "A talk of ours"\ndoi = "10.1000/2"\nvenue = "Old Mill"\n'
    )
    reading = read(text, _MANY + "toml")
    assert [it.title for it in reading.listings] == ["Conference of lathes", "A talk of ours"]
    assert [(it.reason, it.title) for it in reading.rejected] == [("not_an_event", "A paper of ours")]


def test_a_meeting_without_a_title_is_called_as_its_group_and_its_file_is_no_prose() -> None:
    text = (
        "- date: 2027-05-19 19:00\n  location: Old Mill\n  meetup_group_name: Lathes of Berlin\n"
        "  schedule:\n    - duration: 15\n      title: Doors open\n"
    )
    assert [("Lathes of Berlin", "2027-05-19T19:00", None)] == _times(text, "yml")
    ours = text.replace("  meetup_group_name: Lathes of Berlin\n", "")
    assert read(ours, "https://example.org/_data/meetups.yml").listings == ()


def test_signs_escaped_for_a_calendar_are_themselves_in_a_table() -> None:
    text = "title;start;location;description\nLathes;2027-05-19;Hall 1\\, Hall 2;First\\nsecond\n"
    (found,) = read(text, _MANY + "csv").listings
    assert found.place is not None
    assert ("Hall 1", "Hall 2", "First\nsecond") == (
        found.place.venue,
        found.place.address,
        found.description,
    )


@pytest.mark.parametrize(
    ("organiser", "name"),
    [
        ("lathes@example.org", None),
        ("Old Mill <lathes@example.org>", "Old Mill"),
        ("Mill @ Berlin", "Mill @ Berlin"),
    ],
)
def test_an_address_of_mail_is_no_name_of_an_organiser(organiser: str, name: str | None) -> None:
    document = json.dumps([{"title": "Lathes", "start": "2027-05-19T19:00", "organiser": organiser}])
    assert [it.organiser_name for it in read(document, _MANY + "json").listings] == [name]


@pytest.mark.parametrize(
    ("location", "place", "mode"),
    [("#lathes-meeting", None, Mode.ONLINE), ("TBA", ("Berlin", None), Mode.IN_PERSON)],
)
def test_a_channel_is_online_and_what_is_not_known_no_street(
    location: str, place: tuple[str, str | None] | None, mode: Mode
) -> None:
    town = {"city": "Berlin"} if place else {}
    document = json.dumps([{"title": "Lathes", "start": "2027-05-19T19:00", "location": location, **town}])
    (found,) = read(document, _MANY + "json").listings
    assert (place, mode) == (found.place and (found.place.city, found.place.address), found.mode)


def test_a_start_that_holds_the_span_tells_the_end() -> None:
    text = "2027-01-07 to 10|[Lathes](https://a.example)|Berlin\n2027-01-26 to 02-01|[Saws](https://b.example)|London\n"
    assert _times(text, "csv") == [
        ("Lathes", "2027-01-07", "2027-01-10"),
        ("Saws", "2027-01-26", "2027-02-01"),
    ]
    rows = [{"title": "Lathes", "start": "19 May 2027, 7-9pm", "venue": "Old Mill"}]
    assert _times(json.dumps(rows), "json") == [("Lathes", "2027-05-19T19:00", "2027-05-19T21:00")]


def test_days_without_a_year_tell_each_other_their_order() -> None:
    days = ("2/24", "12/8")
    rows = [{"name": "Lathes", "year": 2027, "date": day, "time": "10:00", "city": "Berlin"} for day in days]
    assert [start for _, start, _ in _times(json.dumps(rows), "json")] == [
        "2027-02-24T10:00",
        "2027-12-08T10:00",
    ]


def test_a_text_that_is_one_link_is_the_address() -> None:
    text = (
        '<data><entry start="May 19 2027" end="May 20 2027" title="Lathes">'
        '&lt;a href="https://a.example/2027" target="x"&gt;Source&lt;/a&gt;</entry></data>'
    )
    (found,) = read(text, _MANY + "xml").listings
    assert (found.starts.local, found.url) == ("2027-05-19", "https://a.example/2027")
