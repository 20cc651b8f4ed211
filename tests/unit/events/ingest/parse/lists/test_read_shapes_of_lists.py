"""Lists in the shapes that people give them: titles as keys, dates held below, midnights for days."""

import json
from typing import Any

import pytest

from services.events.ingest.model import Reading
from tests.support.reading import calendar, read


def _told(reading: Reading) -> list[tuple[str, str, str | None]]:
    return [(it.title, it.starts.local, it.ends.local if it.ends else None) for it in reading.listings]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            (
                "Alpha Conf 2027:\n  url: https://a.example\n  date: May 13-16, 2027\n"
                "Beta:\n  date: September 16-17-18, 2027\nGamma User Group:\n  url: https://g.example\n"
            ),
            [("Alpha Conf 2027", "2027-05-13", "2027-05-16"), ("Beta", "2027-09-16", "2027-09-18")],
        ),
        (
            (
                "- name: Ops Days\n  url: https://o.example\n  held:\n"
                "    - {start_date: 2027-05-19, end_date: 2027-05-20, location: 'Portland, OR'}\n"
                "    - {start_date: 2027-06-01, end_date: 2027-06-02, location: Berlin}\n- name: Undated\n"
            ),
            [("Ops Days", "2027-05-19", "2027-05-20"), ("Ops Days", "2027-06-01", "2027-06-02")],
        ),
        (
            "events:\n  - topic: A welcome\n    speaker: A. Person\n    date: '2027-05-19'\n",
            [("A welcome", "2027-05-19", "2027-05-19")],
        ),
        (
            (
                "- title: A\n  allday: true\n  start: '2027-05-19 18:00:00'\n  end: '2027-05-21 20:30:00'\n"
                "  city-state: Portland, OR\n"
            ),
            [("A", "2027-05-19", "2027-05-21")],
        ),
    ],
)
def test_yaml_of_any_shape_gives_its_events(text: str, told: list[tuple[str, str, str | None]]) -> None:
    assert _told(read(text)) == told


def test_a_town_with_its_state_in_one_field_is_a_town() -> None:
    (listing,) = read("- title: A\n  start: '2027-05-19'\n  city-state: Portland, OR\n").listings
    assert listing.place is not None
    assert (listing.place.city, listing.place.region, listing.starts.timezone) == (
        "Portland",
        "OR",
        "America/Los_Angeles",
    )


@pytest.mark.parametrize(
    ("records", "told"),
    [
        (
            [
                {
                    "title": "A",
                    "date": "01",
                    "month": "Sep",
                    "fullDate": "Wednesday, September 1, 2027",
                    "venue": "B",
                }
            ],
            [("A", "2027-09-01", "2027-09-01")],
        ),
        (
            [{"title": "A", "date": "May 19-21", "isoDate": "2027-05-19", "venue": "B"}],
            [("A", "2027-05-19", "2027-05-21")],
        ),
        (
            {"conferences": [{"n": "A", "d": "Aug 25–26, 2027", "iso": "2027-08-25", "city": "Berlin"}]},
            [("A", "2027-08-25", "2027-08-26")],
        ),
        # Who writes the month in words and some day of it beside, knows the month.
        ({"conferences": [{"n": "A", "d": "Aug 2027", "iso": "2027-08-19", "city": "Berlin"}]}, []),
    ],
)
def test_of_several_dates_the_one_that_says_most_counts(
    records: Any, told: list[tuple[str, str, str]]
) -> None:
    assert _told(read(json.dumps(records))) == told


def test_a_path_is_a_link_and_a_fragment_none() -> None:
    rows = [
        {"title": "A", "date": "2027-05-19", "location": "Berlin", "path": "/events/a/"},
        {"title": "B", "date": "2027-05-19", "location": "Berlin", "url": "#find-us"},
    ]
    links = {
        it.title: it.url for it in read(json.dumps(rows), url="https://club.example/events.json").listings
    }
    assert links == {"A": "https://club.example/events/a/", "B": None}


def test_ids_as_keys_are_no_titles_and_lists_of_other_things_no_editions() -> None:
    assert read("conf-2027:\n  date: 2027-05-19\nconf-2028:\n  date: 2028-05-19\n").listings == ()
    assert read("- name: A Tool\n  releases:\n    - {date: 2027-05-19, version: 2.0}\n").listings == ()


def test_a_table_by_short_and_full_names() -> None:
    table = (
        "deadline;name_abrev;name_full;conf_dates;location;conf_url\n"
        "TBA;ABC 2027;A Big Conference;April 5-8, 2027;Berlin, Germany;https://abc.example\n"
    )
    (listing,) = read(table).listings
    assert (listing.title, listing.other_name, listing.starts.local, listing.url) == (
        "ABC 2027",
        "A Big Conference",
        "2027-04-05",
        "https://abc.example/",
    )


def test_a_date_just_below_a_heading_is_that_of_what_it_names() -> None:
    text = (
        "# Conferences\n\n### Alpha Conf 2027 {/*alpha-conf-2027*/}\nJuly 03 - 05, 2027. In-person in "
        "Berlin, Germany\n\n"
        "[Website](https://a.example/) - [Tickets](https://a.example/buy)\n\n### Beta 2027\n一月 28 & 29\n\n"
        "[Website](https://b.example/)\n\n### Notes\nWritten below,\n\nMay 19, 2027\n"
    )
    reading = read(text, url="https://example.org/conferences.md")
    assert _told(reading) == [
        ("Alpha Conf 2027", "2027-07-03", "2027-07-05"),
        ("Beta 2027", "2027-01-28", "2027-01-29"),
    ]
    assert [(it.url, it.place.city if it.place else None) for it in reading.listings] == [
        ("https://a.example/", "Berlin"),
        ("https://b.example/", None),
    ]


def test_a_post_with_its_day_below_the_title_is_no_event() -> None:
    assert (
        read(
            "# What I learnt\nMay 19, 2027\n\n[Home](https://a.example/)\n", url="https://a.example/p.md"
        ).listings
        == ()
    )


def _at(day: str, ends: str) -> str:
    return f"UID:{day}\nSUMMARY:A {day}\nDTSTART:{day}\nDTEND:{ends}"


def test_a_calendar_that_writes_days_as_midnights_in_utc_is_read_by_days() -> None:
    days = [_at(f"2027051{n}T000000Z", f"2027051{n}T000000Z") for n in range(3)]
    events = [*days, _at("20270520T170000Z", "20270520T180000Z")]
    listings = read(calendar(*events, head="X-WR-TIMEZONE:America/Toronto")).listings
    assert [it.starts.local for it in listings] == [
        "2027-05-10",
        "2027-05-11",
        "2027-05-12",
        "2027-05-20T13:00",
    ]


def test_one_midnight_in_utc_is_an_evening_in_america() -> None:
    evening = _at("20270510T000000Z", "20270510T000000Z")
    (listing,) = read(calendar(evening, head="X-WR-TIMEZONE:America/Toronto")).listings
    assert listing.starts.local == "2027-05-09T20:00"


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("Rua Alfredo Allen 455, 4200-135 Berlin", "Rua Alfredo Allen 455"),
        ("Herengracht 1, 1012 AB Berlin", "Herengracht 1"),
        ("Torstr. 1, D-10119 Berlin", "Torstr. 1"),
        ("Rua Augusta 1, 01305-000 Berlin", "Rua Augusta 1"),
    ],
)
def test_post_codes_of_many_countries_stand_before_a_town(address: str, street: str) -> None:
    event = {
        "@type": "Event",
        "name": "A",
        "startDate": "2027-05-19",
        "location": {"@type": "Place", "name": "H"},
    }
    event["location"]["address"] = address  # type: ignore[index]
    (listing,) = read(json.dumps({"@context": "https://schema.org", **event})).listings
    assert listing.place is not None
    assert (listing.place.venue, listing.place.address, listing.place.city) == ("H", street, "Berlin")


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("- title: We moved\n  date: 2027-05-19\n", "https://example.org/_data/news.yml"),
        ("posts:\n- title: We moved\n  date: 2027-05-19\n  link: /a\n", "https://example.org/data.yml"),
        ("- title: We moved\n  date: 2027-05-19\n  author: ada\n", "https://example.org/data.yml"),
        (
            "- name: Ada\n  role: PhD\n  start: 2026-09-01\n  end: 2029-08-31\n",
            "https://example.org/data.yml",
        ),
    ],
)
def test_posts_and_people_are_no_events(text: str, url: str) -> None:
    assert read(text, url=url).outcome == "unsupported_format"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("- title: A\n  date: 2027-05-19\n  location: Berlin\n", "https://example.org/_data/news.yml"),
        ("- title: A\n  date: 2027-05-19 18:00\n", "https://example.org/_data/news.yml"),
        ("- title: A\n  date: 2027-05-19\n  url: https://a.org\n", "https://example.org/_data/events.yml"),
        (
            "- title: Talk\n  date: 2027-05-19\n  author: ada\n  eventName: A\n",
            "https://example.org/_data/talks.yml",
        ),
        (
            "news:\n- title: N\n  date: 2027-05-01\nevents:\n- title: A\n  date: 2027-05-19\n",
            "https://example.org/data.yml",
        ),
    ],
)
def test_what_takes_place_is_an_event_whatever_its_list_is_called(text: str, url: str) -> None:
    assert [("A", "2027-05-19")] == [(it.title, it.starts.local[:10]) for it in read(text, url=url).listings]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ("3/7/2027, 3/14/2027, 3/21/2027", ["2027-03-07", "2027-03-14", "2027-03-21"]),
        ("2027-03-07; 2027-03-14", ["2027-03-07", "2027-03-14"]),
        ("07.03.2027 & 14.03.2027", ["2027-03-07", "2027-03-14"]),
    ],
)
def test_each_of_several_days_in_one_cell_has_an_event(days: str, told: list[str]) -> None:
    """As a row of a table and as a record; an id of all of them is made one of each."""
    table = read(f'id,title,dates,link\n7,A,"{days}",https://a.org/a\n', url="https://example.org/a.csv")
    assert told == [it.starts.local for it in table.listings]
    assert len(told) == len({it.uid for it in table.listings})
    records = read(f"- title: A\n  dates: {days}\n  rsvp: https://a.org/a\n", url="https://example.org/a.yml")
    assert [(day, "https://a.org/a") for day in told] == [
        (it.starts.local, it.url) for it in records.listings
    ]


def test_lines_under_a_half_year_need_no_bullets() -> None:
    """The letters between day and name are a kind; a day that others prove is read in their order."""
    text = "# Events\n\n## 1/2027\n\n25/05 - T - Coding dojo<br>\n02/06 - Begin\n\n## 2/2027\n\n1/08 - Dojo\n"
    reading = read(text, url="https://example.org/events.md")
    assert [("Coding dojo", "2027-05-25"), ("Begin", "2027-06-02"), ("Dojo", "2027-08-01")] == [
        (it.title, it.starts.local) for it in reading.listings
    ]


def test_lines_with_a_ratio_are_no_events() -> None:
    text = "# Notes\n\n## 2027\n\n25/05 - were done\n02/06 - as well\n"
    assert read(text, url="https://example.org/notes.md").outcome == "unsupported_format"


def test_a_text_that_lacks_its_quotes_costs_no_record() -> None:
    reading = read(
        "- title: Burp: an overview  # of it\n  date: 2027-05-19\n  city: Berlin\n"
        "- title: @home\n  date: 2027-05-20\n  city: Berlin\n"
        "- title: [A\n  date: 2027-05-21\n  city: Berlin\n",
        "https://example.org/_data/events.yml",
    )
    assert [it.title for it in reading.listings] == ["Burp: an overview", "@home"]
    assert [(it.reason, it.where) for it in reading.rejected] == [("malformed_item", "line 7")]


def test_the_zone_of_a_deadline_is_not_the_event_s() -> None:
    one = "- title: A\n  year: 2027\n  timezone: America/Los_Angeles\n  place: Berlin, Germany\n"
    days, deadline = "  start: 2027-05-19\n  end: 2027-05-20\n", "  deadline: '2027-01-01 23:59:00'\n"
    url = "https://example.org/conferences.yml"
    zones = [it.starts.timezone for text in (days + deadline, days) for it in read(one + text, url).listings]
    assert zones == ["Europe/Berlin", "America/Los_Angeles"]


def test_a_mark_on_a_map_that_is_called_as_the_event_is_no_venue() -> None:
    one = '"date":"2027-05-19","place":"Berlin, Germany","location":[{"title":"PyBay 2027","latitude":1.5}]'
    (found,) = read(f'[{{"conference":"PyBay","year":2027,{one}}}]').listings
    assert found.place
    assert (found.place.venue, found.place.city) == (None, "Berlin")


def test_a_list_with_too_many_headings_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.events.ingest.parse.lists.markdown_list.MAX_LINES", 2)
    held = "".join(f"## Ours {day}\n\n- **Date:** {day} May 2027\n\n" for day in (19, 20, 21))
    reading = read(f"# Events\n\n{held}", "https://example.org/x.md")
    assert [it.reason for it in reading.rejected] == ["too_many_items"]
