"""Lists as they are kept in Portuguese, Polish and Japanese; items and points told in ways of their own."""

import json

import pytest

from services.events.ingest.model import Reading
from services.events.ingest.parse.dates.clock_words import clock_of, clocks_of
from services.events.ingest.parse.dates.day_range import days_of
from tests.support.reading import placed, read

_PORTUGUESE = """# Agenda
## Eventos em 2027
### Junho
- 3: [Oficina de redes](https://ours.example/1) 💻
- 5: [Jornada do norte](https://ours.example/2) - _Berlin/BE_ 🏢
- 9, 10 e 11: [Semana aberta](https://ours.example/3)
- 14 e 15: [Encontro](https://ours.example/4)
- 20 e 27: [Dois sábados](https://ours.example/5)
"""


def days(reading: Reading) -> list[tuple[str, str, str | None]]:
    """Return title, first and last day of each listing."""
    return [(it.title, it.starts.local, it.ends.local if it.ends else None) for it in reading.listings]


def test_days_one_by_one_below_a_month_are_a_span_where_they_follow_one_another() -> None:
    assert days(read(_PORTUGUESE, "https://ours.example/agenda.md")) == [
        ("Oficina de redes", "2027-06-03", "2027-06-03"),
        ("Jornada do norte", "2027-06-05", "2027-06-05"),
        ("Semana aberta", "2027-06-09", "2027-06-11"),
        ("Encontro", "2027-06-14", "2027-06-15"),
        ("Dois sábados", "2027-06-20", "2027-06-20"),
    ]


def test_a_town_before_the_code_of_a_state_is_read_without_the_marks_around_it() -> None:
    assert placed(read(_PORTUGUESE, "https://ours.example/agenda.md"))[1][3:5] == (None, "Berlin")


_BARE = """---
title: 'Konferencje 2027'
---
Zebraliśmy je dla was.

## Dzień pisania

- 30-31.01.2027
- Online
- https://ours.example/writing

## Święto mostów (Niemcy)

- 06.03.2027
- Berlin, Niemcy
- [strona](https://ours.example/bridges)

## O nas

- Piszemy od lat
- Kraków
"""


def test_bullets_below_a_heading_that_are_a_date_a_place_and_a_link_are_of_the_event_it_names() -> None:
    assert placed(read(_BARE, "https://ours.example/konferencje")) == [
        ("Dzień pisania", "2027-01-30", "2027-01-31", None, None),
        ("Święto mostów (Niemcy)", "2027-03-06", "2027-03-06", None, "Berlin"),
    ]


def test_the_word_for_year_behind_it_and_what_is_said_of_the_event_are_no_place() -> None:
    listed = """# Konferencje
- [Zjazd pisarzy](https://ours.example/w) - 19 września 2027 r., spotkanie dla ludzi pióra
- [Zjazd budowniczych](https://ours.example/b) - 26 września 2027 r., Berlin
"""
    assert placed(read(listed)) == [
        ("Zjazd pisarzy", "2027-09-19", "2027-09-19", None, None),
        ("Zjazd budowniczych", "2027-09-26", "2027-09-26", None, "Berlin"),
    ]


def test_bold_items_with_their_fields_below_are_events_and_the_day_above_them_is_none() -> None:
    listed = """# イベント一覧

### 2027年5月19日（水）

1. **はじめての橋の会 #5**
   - 日時: 2027-05-19 19:00-21:00
   - 場所: オンライン
   - URL: https://ours.example/bridges

2. **川を読む会**
   - 日時: 2027-05-19 20:00-21:30
   - 場所: Berlin
   - URL: https://ours.example/rivers
"""
    assert placed(read(listed)) == [
        ("はじめての橋の会 #5", "2027-05-19T19:00", "2027-05-19T21:00", None, None),
        ("川を読む会", "2027-05-19T20:00", "2027-05-19T21:30", None, "Berlin"),
    ]


def test_a_table_in_japanese_is_read_and_the_icons_of_its_generator_are_no_words() -> None:
    listed = """# これまでのイベント
| 日付 | イベント | 主催 | 会場 |
| ---- | ---- | ---- | ---- |
| 2027-05-19 | [橋の会 :material-open-in-new:](https://ours.example/1){:target="_blank"} | 川の友 | Berlin |
| 2027-06-20 | [川の会](https://ours.example/2) | 川の友 | Munich |
"""
    reading = read(listed)
    assert placed(reading) == [
        ("橋の会", "2027-05-19", "2027-05-19", None, "Berlin"),
        ("川の会", "2027-06-20", "2027-06-20", None, "Munich"),
    ]
    assert [it.organiser_name for it in reading.listings] == ["川の友", "川の友"]


@pytest.mark.parametrize(
    "text", ["2027年5月19日（水）", "19 maja 2027 r.", "2027-05-19 (Wed)", "19 мая 2027 г."]
)
def test_a_day_with_the_word_for_year_or_its_weekday_in_brackets(text: str) -> None:
    assert [day.isoformat() for day in days_of(text)] == ["2027-05-19", "2027-05-19"]


def test_a_colon_before_the_half_of_the_day_is_none_of_its_minutes() -> None:
    assert str(clock_of("6:30: pm")) == "18:30:00"
    assert clocks_of("6:30: pm - 8:00: pm")[1] == clock_of("20:00")


def test_the_letters_of_a_zone_behind_a_time_are_the_event_s() -> None:
    rows = [
        {"title": "Evening of ours", "date": "2027-05-19", "time": "8:00 PM EAT", "location": "Main Hall"},
        {"title": "Day of ours", "date": "2027-05-20", "time": "09:00 AM – 6:00 PM SGT", "location": "Hall"},
        {"title": "Morning of ours", "date": "2027-05-21", "time": "9:00 XYZ", "location": "Hall"},
    ]
    assert [
        (it.starts.local, it.starts.timezone, it.ends.local if it.ends else None)
        for it in read(json.dumps(rows)).listings
    ] == [
        ("2027-05-19T20:00", "Africa/Nairobi", None),
        ("2027-05-20T09:00", "Asia/Singapore", "2027-05-20T18:00"),
        ("2027-05-21T09:00", None, None),
    ]


@pytest.mark.parametrize(
    "point",
    [
        {"latlon": [52.5, 13.4]},
        {"coordinates": "52.5, 13.4"},
        {"geometry": {"type": "Point", "coordinates": [13.4, 52.5]}},
        {"location": {"coordinates": {"lat": 52.5, "lng": 13.4}}},
        {"geo_point_2d": "(52.5;13.4)"},
    ],
)
def test_two_numbers_under_one_key_are_a_point_on_the_map(point: dict[str, object]) -> None:
    row = {"title": "Treffen", "date_start": "2027-05-19", "placename": "Haus am Platz", **point}
    (listing,) = read(json.dumps({"records": [{"fields": row}]})).listings
    assert listing.place is not None
    assert (listing.place.venue, listing.place.lat, listing.place.lon) == ("Haus am Platz", 52.5, 13.4)


def test_papers_are_no_events_whatever_conference_they_were_given_at() -> None:
    listed = """# Surveys
| Title | Conference | Date |
| --- | --- | --- |
| [On rivers](https://arxiv.org/abs/2702.00001) | RiverConf 2027 | 2027-05-19 |
| [On bridges](https://doi.org/10.1000/1) | RiverConf 2027 | 2027-05-20 |
"""
    assert read(listed, "https://ours.example/readme.md").listings == ()


def test_a_day_of_a_programme_is_no_event() -> None:
    rows = [
        {"name": "Sunday", "date": "20270523", "venue": "Hall 1"},
        {"name": "Gala", "date": "20270523", "venue": "H"},
    ]
    reading = read(json.dumps(rows))
    assert [it.title for it in reading.listings] == ["Gala"]
    assert [(it.reason, it.title) for it in reading.rejected] == [("not_an_event", "Sunday")]


def test_an_address_without_a_letter_is_none() -> None:
    rows = [{"title": "Treffen", "date": "2027-05-19", "venue": "Haus", "url": "-"}]
    assert read(json.dumps(rows)).listings[0].url is None


def test_a_town_behind_its_country_on_one_line() -> None:
    rows = [{"title": "Treffen", "start_date": "2027-05-19", "location": "Germany Berlin"}]
    (listing,) = read(json.dumps(rows)).listings
    assert listing.place is not None
    assert (listing.place.city, listing.place.country, listing.place.venue) == ("Berlin", "DE", None)


def test_pictures_before_a_place_are_no_part_of_it() -> None:
    rows = [{"title": "Treffen", "start_date": "2027-05-19", "location": "📍 Berlin, Germany"}]
    assert placed(read(json.dumps(rows)))[0][3:] == (None, "Berlin")


def test_an_event_of_jcal_is_read_without_a_calendar_around_it() -> None:
    event = [
        "vevent",
        [
            ["uid", {}, "text", "a@ours.example"],
            ["dtstart", {"tzid": "Europe/Berlin"}, "date-time", "2027-05-19T09:00:00"],
            ["summary", {}, "text", "Treffen"],
        ],
        [],
    ]
    for document in (event, [event]):
        reading = read(json.dumps(document))
        assert (reading.format, placed(reading)) == (
            "jcal",
            [("Treffen", "2027-05-19T09:00", None, None, None)],
        )
