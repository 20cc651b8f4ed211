"""Names of fields and ways to say a place or a date that were met in files nobody had seen before."""

import json
from typing import Any

import pytest

from services.events.ingest.model import Place, Reading, Rejected
from tests.support.reading import calendar, read

_API = "https://api.example/list"


def _told(reading: Reading) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (it.title, it.starts.local, it.ends.local if it.ends else None, it.url) for it in reading.listings
    ]


def _place(reading: Reading) -> Place | None:
    return reading.listings[0].place


@pytest.mark.parametrize(
    "table",
    [
        "workshop,date,until,link\nOurs,19th May 2027,21st May 2027,https://a.example/\n",
        (
            "conference_name,conference_start_date,conference_end_date,city,website_or_cfp_link\n"
            "Ours,2027-05-19,2027-05-21,Berlin,https://a.example/\n"
        ),
        (
            "conference,start_date,end_date,type,title,main_author,urls\n"
            "Ours,19.05.2027,21.05.2027,poster,On talks,Ada,https://a.example/ ; https://b.example/\n"
        ),
        (
            "| Name (with link) | Date(s) of the conference | Location of Conference |\n|---|---|---|\n"
            "| [Ours](https://a.example/) | May 19 - 21, 2027 | Berlin |\n"
        ),
    ],
)
def test_what_a_column_is_called_besides(table: str) -> None:
    assert [("Ours", "2027-05-19", "2027-05-21", "https://a.example/")] == _told(read(table))


def test_the_slashes_of_a_table_are_of_one_order() -> None:
    table = (
        "# 2027\n\n| Conference | Location | Date |\n|---|---|---|\n"
        "| [A](https://a.example/) | Berlin | 05/06 - 05/07 |\n| [B](https://b.example/) | Berlin | 05/19 |\n"
        "| [C](https://c.example/) | Berlin | 06/24/27 - 04/26/27 |\n"
    )
    assert [
        ("A", "2027-05-06", "2027-05-07", "https://a.example/"),
        ("B", "2027-05-19", "2027-05-19", "https://b.example/"),
        ("C", "2027-06-24", "2027-06-24", "https://c.example/"),
    ] == _told(read(table))


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (
            {"talkTitle": "T", "eventTitle": "Ours", "date": "2027-05-19", "dateText": "May 19-21, 2027"},
            ("Ours", "2027-05-19", "2027-05-21", None),
        ),
        (
            {"name": "Ours", "city": "Berlin", "date": "2027-05-19", "hours": "0h - 0h"},
            ("Ours", "2027-05-19", "2027-05-19", None),
        ),
        (
            {"name": {"de": "Unsere", "en": "Ours"}, "date_from": "2027-05-19", "date_to": "2027-05-21"},
            ("Ours", "2027-05-19", "2027-05-21", None),
        ),
    ],
)
def test_records_of_json(record: dict[str, Any], told: tuple[str, str, str | None, str | None]) -> None:
    assert [told] == _told(read(json.dumps([record]), _API))


def test_a_state_of_review_is_no_region() -> None:
    reading = read(
        json.dumps([{"name": "A", "start": "2027-05-19", "city": "Berlin", "state": "cancelled"}]), _API
    )
    assert ("cancelled", "Berlin", None) == (
        reading.listings[0].status.value,
        *((it.city, it.region) if (it := _place(reading)) else ()),
    )


def test_a_property_of_icalendar_as_a_key_keeps_its_zone() -> None:
    reading = read("- SUMMARY: A\n  DTSTART;TZID=Europe/Berlin: 20270519T190000\n  LOCATION: Hall\n")
    assert [("2027-05-19T19:00", "Europe/Berlin")] == [
        (it.starts.local, it.starts.timezone) for it in reading.listings
    ]


def test_papers_are_not_due_once_the_event_has_begun() -> None:
    reading = read(
        "- title: A\n  year: 2027\n  date: May 19-21, 2027\n  place: Berlin\n  timeline:\n"
        "    - deadline: '2027-01-10 23:59'\n    - deadline: '2027-05-21 09:00'\n      comment: ends\n"
    )
    assert [None] == [it.cfp_closes for it in reading.listings]


@pytest.mark.parametrize(
    ("line", "venue", "city"),
    [
        ("Portland Oregon", None, "Portland"),
        ("Austin, T.X.", None, "Austin"),
        ("Virtual Event", None, None),
        ("Portland, OR, USA (MIT)", "MIT", "Portland"),
        ("Germany, Berlin", None, "Berlin"),
        ("Hall 3，Berlin", "Hall 3", "Berlin"),
        ("Hall (Room 3)", "Hall", None),
    ],
)
def test_places_in_one_line(line: str, venue: str | None, city: str | None) -> None:
    place = _place(read(json.dumps([{"name": "A", "date": "2027-05-19", "location": line}]), _API))
    assert (venue, city) == ((place.venue, place.city) if place else (None, None))


@pytest.mark.parametrize(
    "document",
    [
        [
            {
                "code": "A1",
                "title": "T",
                "submission_type": "Talk",
                "speakers": [{"name": "Ada"}],
                "slot": None,
            }
        ],
        {"results": [{"id": 1, "title": "T", "slot": {"start": "2027-05-19T10:00:00+02:00"}}]},
    ],
)
def test_what_only_resembles_talks_of_pretalx(document: Any) -> None:
    assert read(json.dumps(document), _API).format != "pretalx"


@pytest.mark.parametrize(
    "talk",
    [
        {"slot": {"start": "2027-05-19T10:00:00+02:00", "end": "2027-05-19T10:30:00+02:00", "room": "Main"}},
        {"slots": [{"start": "2027-05-19T10:00:00+02:00", "end": None, "room": {"name": {"en": "Main"}}}]},
    ],
)
def test_talks_of_pretalx_are_sessions_of_a_conference_that_they_do_not_name(talk: dict[str, Any]) -> None:
    known = {"code": "A1", "title": "T", "submission_type": "Talk", "state": "confirmed", "speakers": []}
    reading = read(json.dumps({"results": [known | talk]}), _API)
    assert ("pretalx", (), (Rejected("schedule_without_title", "conference"),)) == (
        reading.format,
        reading.listings,
        reading.rejected,
    )


def test_what_a_feed_says_in_elements_and_lines_of_its_own() -> None:
    feed = (
        "<rss version='2.0'><channel><title>T</title>"
        "<item><title>A</title><guid>1</guid><when>May 19th, 2027, 9:15 am - 12:25pm</when>"
        "<place>Town Hall, Berlin</place></item>"
        "<item><title>B</title><guid>2</guid><description>Date: 2027-05-19 to 2027-05-21\n"
        "Location: Hall 3, Berlin\nKind: conference</description></item></channel></rss>"
    )
    assert [
        ("A", "2027-05-19T09:15", "2027-05-19T12:25", "Town Hall", "Berlin"),
        ("B", "2027-05-19", "2027-05-21", "Hall 3", "Berlin"),
    ] == [
        (it.title, it.starts.local, it.ends.local, it.place.venue, it.place.city)
        for it in read(feed).listings
        if it.ends and it.place
    ]


def test_a_heading_that_is_an_event() -> None:
    reading = read(
        "### Open source meetup 11.02.2027\n\nWelcome!\n\n### Sponsor\n", "https://a.example/notes.md"
    )
    assert [("Open source meetup", "2027-02-11")] == [(it.title, it.starts.local) for it in reading.listings]


@pytest.mark.parametrize("heading", ["Minutes of 11.02.2027", "What is new 11.02.2027", "2027-02-11"])
def test_a_heading_that_is_none(heading: str) -> None:
    assert () == read(f"# Notes\n\n## {heading}\n\nWelcome!\n", "https://a.example/notes.md").listings


@pytest.mark.parametrize(
    ("lines", "url"),
    [
        ("DESCRIPTION:Get up-to-date information at: https://a.example/1\\n\\nmore", "https://a.example/1"),
        ("LOCATION:https://a.example/2", "https://a.example/2"),
        ("LOCATION:https://us02web.zoom.us/j/1", None),
        ("LOCATION:https://a.example/join/g-1", None),
        ("DESCRIPTION:Up-to-date information at: https://a.example/3?pk=g-1", "https://a.example/3"),
        ("DESCRIPTION:as in https://b.example/", None),
    ],
)
def test_the_page_of_an_entry_without_url(lines: str, url: str | None) -> None:
    entry = f"UID:1\nSUMMARY:A\nDTSTART:20270519T190000Z\n{lines}"
    assert [url] == [it.url for it in read(calendar(entry)).listings]


def test_entries_in_days_are_a_schedule_of_what_they_do_not_name() -> None:
    reading = read(
        "<schedule><day date='2027-05-19'><entry id='1'><start>0930</start><duration>30</duration>"
        "<room>Hall</room><title>A</title><speakers><speaker><name>Ada</name></speaker></speakers>"
        "</entry></day></schedule>"
    )
    assert ("frab_xml", (Rejected("schedule_without_title", "conference"),)) == (
        reading.format,
        reading.rejected,
    )


@pytest.mark.parametrize(
    "record",
    [
        {"competition": "Ours", "dateLabel": "19-21 May 2027", "venue": "Berlin"},
        {
            "event_title": "Ours",
            "start_date_iso": "2027-05-19",
            "enddate_text": "21 May 2027",
            "city": "Berlin",
        },
        {"tournament": "Ours", "display_date": "19-21 May 2027", "location_string": "Berlin"},
    ],
)
def test_how_a_name_is_spaced_or_its_text_written_is_no_matter(record: dict[str, str]) -> None:
    assert _told(read(json.dumps([record]), _API)) == [("Ours", "2027-05-19", "2027-05-21", None)]


def test_days_of_a_table_have_the_year_that_its_names_and_links_tell() -> None:
    rows = "".join(f'W{n},https://a.example/cup2027/{n},"June {n}th, Full Day"\n' for n in (14, 15, 19))
    assert [it[1] for it in _told(read(f"Title,URL,Date\n{rows}"))] == [
        "2027-06-14",
        "2027-06-15",
        "2027-06-19",
    ]
    mixed = rows.replace("cup2027/19", "cup2026/19")
    assert read(f"Title,URL,Date\n{mixed}").listings == ()


def test_alerts_are_no_events() -> None:
    rows = [{"title": "Line shut", "time": "2027-05-19T10:00", "lat": 35.7, "lon": 139.7, "severity": "high"}]
    assert read(json.dumps({"events": rows}), _API).listings == ()


def test_a_year_beside_its_month_is_a_part_of_the_date_and_not_of_the_name() -> None:
    row = {
        "name": "Ours",
        "venue": "Mill",
        "event_date": "04/11/2027",
        "event_month": "Nov",
        "event_year": 2027,
    }
    other = row | {"event_date": "28/10/2027", "event_month": "Oct"}
    assert [it[:2] for it in _told(read(json.dumps([row, other]), _API))] == [
        ("Ours", "2027-11-04"),
        ("Ours", "2027-10-28"),
    ]
