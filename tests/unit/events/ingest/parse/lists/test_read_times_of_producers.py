"""When events are, as programs that keep lists write it: how long, days of scripts, several in one text."""

import json
from collections.abc import Mapping

import pytest

from tests.support.reading import read, told

_URL = "https://ours.example/data/meetups.json"
Times = list[tuple[str, str | None]]


def _times(*records: Mapping[str, object]) -> Times:
    known = {"name": "Lathes for all", "venue": "Old Mill", "city": "Berlin"}
    placed = [{**known, **record} for record in records]
    return [(starts, ends) for _, starts, ends, *_ in told(read(json.dumps(placed), _URL))]


@pytest.mark.parametrize(
    ("duration", "ends"),
    [
        (5_400_000, "2027-05-19T20:00"),
        (7_200, "2027-05-19T20:30"),
        ("90 minutes", "2027-05-19T20:00"),
        ("1.5 h", "2027-05-19T20:00"),
        (5_400_001, None),
        (90, "2027-05-19T20:00"),
        (13, None),
        (0, None),
    ],
)
def test_the_end_is_told_by_how_long_it_lasts(duration: object, ends: str | None) -> None:
    assert [("2027-05-19T18:30", ends)] == _times({"start": "2027-05-19T18:30", "duration": duration})


def test_midnights_of_utc_that_a_script_shows_in_its_own_zone_are_days() -> None:
    winter, summer = "GMT+0100 (Central European Standard Time)", "GMT+0200 (Central European Summer Time)"
    days = {"start": f"Mon Feb 08 2027 01:00:00 {winter}", "end": f"Wed Feb 10 2027 01:00:00 {winter}"}
    later = {"start": f"Tue Jun 08 2027 02:00:00 {summer}", "end": f"Tue Jun 08 2027 02:00:00 {summer}"}
    assert [("2027-02-08", "2027-02-10"), ("2027-06-08", "2027-06-08")] == _times(days, later)
    night = {"start": f"Tue Jun 08 2027 23:30:00 {summer}", "end": None}
    assert [("2027-02-08T01:00", "2027-02-10T01:00"), ("2027-06-08T23:30", None)] == _times(days, night)


def test_an_evening_west_of_greenwich_is_no_day() -> None:
    starts = {"start": "2027-05-19T20:00:00-04:00", "city": "Austin"}
    assert [("2027-05-19T19:00", None)] == _times(starts)


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("2027-05-19T00:00:00", "2027-05-21T23:59:59", ("2027-05-19", "2027-05-21")),
        ("2027-05-19T00:00", "2027-05-19T23:59", ("2027-05-19", "2027-05-19")),
        ("2027-05-19T00:30", "2027-05-19T23:59", ("2027-05-19T00:30", "2027-05-19T23:59")),
        ("2027-05-19T18:30", "2067-02-26T00:00", ("2027-05-19T18:30", None)),
    ],
)
def test_from_midnight_to_the_last_minute_are_days_and_far_ends_are_none(
    starts: str, ends: str, expected: tuple[str, str | None]
) -> None:
    assert [expected] == _times({"start": starts, "end": ends})


def test_a_zone_behind_a_time_of_day_is_the_events() -> None:
    assert [("2027-05-19T12:00", "2027-05-19T19:00")] == _times(
        {"date": "2027-05-19", "time": "10:00 – 17:00 (UTC)"}
    )


def test_what_a_form_leaves_open_is_not_told() -> None:
    form = """- name: FlaskDay
  dates: 16-17 Dec 2027
  location: _No response_
  type: online
"""
    listing = read(form, "https://ours.example/_data/conferences.yml").listings[0]
    assert ("FlaskDay", "2027-12-16", None, "online") == (
        listing.title, listing.starts.local, listing.place, listing.mode,
    )  # fmt: skip


def test_a_title_is_told_without_its_marks_and_a_link_may_be_called_a_slug() -> None:
    rows = [
        {
            "title": "**Big fair**<br>in the hall",
            "date": "2027-05-19",
            "city": "Berlin",
            "slug": "https://a.example/b",
        }
    ]
    assert [("Big fair in the hall", "https://a.example/b")] == [
        (it.title, it.url) for it in read(json.dumps(rows), _URL).listings
    ]


def test_a_day_behind_a_title_is_the_date_of_a_list_that_has_no_other() -> None:
    rows = """- title: "Hack meetup — 13/12/2027"
  local: Impulso
- title: "Hack meetup — 03/09/2027"
  local: FIAP
"""
    assert [("Hack meetup", "2027-12-13", "Impulso"), ("Hack meetup", "2027-09-03", "FIAP")] == [
        (title, starts, venue)
        for title, starts, _, venue, *_ in told(read(rows, "https://ours.example/m.yml"))
    ]


def test_items_may_hold_their_fields_in_items_of_their_own() -> None:
    text = """# Community

## Local events

- Lathes and more

    - Date : 04/02/2027
    - Place : Munich (Old Mill)
    - Website : https://lathes.example/

- Open workshop

    - Date : 17/02/2027
    - Place : Berlin

## Open calls

- Lathes and more

    - End date : 08/02/2027
    - Website : https://cfp.example/
"""
    assert [
        ("Lathes and more", "2027-02-04", "2027-02-04", "Old Mill", "Munich", "https://lathes.example/"),
        ("Open workshop", "2027-02-17", "2027-02-17", None, "Berlin", None),
    ] == told(read(text, "https://ours.example/community.md"))


def test_a_title_may_be_told_in_several_languages_under_a_name_that_says_so() -> None:
    attributes = {
        "title_multiloc": {"nl-BE": "Wandeling", "en": "Walk"},
        "start_at": "2027-05-19T16:00:00Z",
        "address_1": "Berlin",
    }
    answer = {"data": [{"id": "1", "type": "event", "attributes": attributes}]}
    assert [("Walk", "2027-05-19T18:00")] == [
        (title, starts) for title, starts, *_ in told(read(json.dumps(answer), _URL))
    ]


def test_a_list_between_lines_of_dashes_is_no_head_of_a_page() -> None:
    rows = "---\n- titel: A\n  datetime: 2027-03-06 10:00 +0100\n- titel: Sägen\n  zeit: 07.03.2027\n---"
    assert [("A", "2027-03-06T10:00"), ("Sägen", "2027-03-07")] == [
        (title, starts) for title, starts, *_ in told(read(rows, "https://ours.example/_data/termine.yml"))
    ]


def test_letters_of_a_zone_beside_a_time_of_day_are_the_events_unless_a_deadline_stands_there() -> None:
    when = {"date": "2027-05-19", "time": "9:00 AM", "timezone": "EST", "city": None, "venue": "Location TBD"}
    known = {"name": "Lathes for all", **when}
    listings = read(json.dumps([known, {**known, "deadline": "2027-01-01 23:59"}]), _URL).listings
    assert [(True, None), (False, None)] == [(it.starts.utc is not None, it.place) for it in listings]


def test_the_year_of_a_timed_event_is_no_part_of_its_name_and_a_clock_of_elsewhere_ends_nothing() -> None:
    row = {"titel": "Blasmusik", "jahr": "2027", "start": "2027-07-25T10:00:00Z", "uhrzeit_start": "12:00"}
    late = {**row, "start": "2027-07-25T12:00:00Z"}
    rows = [{**each, "uhrzeit_ende": "14:00", "ort": "Berlin"} for each in (row, late)]
    assert [
        ("Blasmusik", "2027-07-25T12:00", None),
        ("Blasmusik", "2027-07-25T14:00", "2027-07-25T16:00"),
    ] == [(title, starts, ends) for title, starts, ends, *_ in told(read(json.dumps(rows), _URL))]


def test_a_weekday_before_a_date_is_no_place() -> None:
    text = "# Termine\n\nBody of a list\nSamstag, 12. März 2027<br>\n"
    assert read(text, "https://ours.example/termine.md").listings == ()


def test_a_day_with_a_time_and_no_year_says_what_it_lacks() -> None:
    rows = """- titulo: Encontro
  data: 13 de dez de 2027 · 10:00
  local: Old Mill
- titulo: Encontro
  data: 9 de Janeiro · 19:00
  local: Old Mill
"""
    reading = read(rows, "https://ours.example/_data/meetups.yml")
    assert [("Encontro", "2027-12-13T10:00")] == [(title, starts) for title, starts, *_ in told(reading)]
    assert [("no_year", "[1]")] == [(it.reason, it.where) for it in reading.rejected]
