"""Lists in which other fields complete a day, files name a kind, and titles call for papers."""

import json

import pytest

from services.events.ingest.model import RawListing, Reading
from services.events.ingest.normalise.likely import likely_country
from services.events.ingest.parse.records.calls_for_papers import event_called_for
from shared.contracts.events import EventKind
from shared.places.leaning import Leaning
from tests.support.reading import SMALL_WORLD, read


def _told(reading: Reading) -> list[tuple[str, str, str | None]]:
    return [(it.title, it.starts.local, it.ends.local if it.ends else None) for it in reading.listings]


def _places(reading: Reading) -> list[tuple[str | None, str | None, str | None]]:
    return [(it.place.venue, it.place.city, it.place.country) for it in reading.listings if it.place]


def test_the_name_of_a_file_tells_the_kind_that_no_title_tells() -> None:
    rows = [{"name": "Bothack", "start": "2027-05-19", "location": "Berlin"}]
    rows.append({"name": "Lathe workshop", "start": "2027-05-20", "location": "Berlin"})
    kinds = {
        file: [it.kind for it in read(json.dumps(rows), file).listings]
        for file in ("hackathons.json", "my-meetups.json", "events.json", "antihackathon.json")
    }
    assert {
        "hackathons.json": [EventKind.HACKATHON, EventKind.WORKSHOP],
        "my-meetups.json": [EventKind.MEETUP, EventKind.WORKSHOP],
        "events.json": [EventKind.OTHER, EventKind.WORKSHOP],
        "antihackathon.json": [EventKind.OTHER, EventKind.WORKSHOP],
    } == kinds


def test_days_that_hold_events_are_those_of_their_events() -> None:
    rows = [
        {"date": "2027-05-19", "events": [{"time": "6:30PM", "title": "A"}, {"time": "8PM", "title": "B"}]},
        {
            "date": "2027-05-20",
            "timeslots": [{"time": "1:30PM", "title": "C"}, {"time": "3PM", "title": "D"}],
        },
    ]
    assert [
        ("A", "2027-05-19T18:30", None),
        ("B", "2027-05-19T20:00", None),
        ("C", "2027-05-20T13:30", None),
        ("D", "2027-05-20T15:00", None),
    ] == _told(read(json.dumps(rows), "events.json"))


def test_links_in_a_list_and_a_handle() -> None:
    rows = [
        {
            "name": "A",
            "date": "2027-05-19",
            "city": "Bonn",
            "links": ["https://a.example/", "https://b.example/"],
        },
        {"name": "B", "date": "2027-05-19", "city": "Bonn", "link": "@ours"},
        {"name": "C", "date": "2027-05-19", "city": "Bonn", "register_link": "https://c.example/"},
    ]
    urls = [it.url for it in read(json.dumps(rows), "events.json").listings]
    assert ["https://a.example/", None, "https://c.example/"] == urls


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Call for Papers: Lathes 2027", "Lathes 2027"),
        ("CALL FOR PAPERS - The Lathe Conference", "The Lathe Conference"),
        ("Call for Papers 65th Annual Meeting of Turners", "65th Annual Meeting of Turners"),
        ("Call for Papers for the Lathe Conference", "Lathe Conference"),
        ("2027 Lathe Summit - Call for Papers", "2027 Lathe Summit"),
        ("Lathe Workshop | Call for Abstracts", "Lathe Workshop"),
        ("Last Call For Submissions: Lathe Meeting - Deadline: June 1st, 2027", "Lathe Meeting"),
        ("Lathe Meeting - Submission Deadline: 7 June 2027", "Lathe Meeting"),
        ("Lathe Meeting 2027", None),
        ("Call of the Wild: a reading", None),
        ("Meeting the deadline: time for turners", None),
    ],
)
def test_the_event_that_a_title_calls_papers_for(title: str, name: str | None) -> None:
    assert name == event_called_for(title)


def test_a_call_is_its_event_where_that_is_told_and_a_deadline_alone_is_none() -> None:
    text = (
        "Title,Date,Location\n"
        'Call for Papers: Lathes,19 May 2027 - 21 May 2027,"Bonn, Germany"\n'
        "Call for Papers: Ovens,19 May 2027,\n"
        'Assignment 3 due,19 May 2027,"Bonn, Germany"\n'
    )
    reading = read(text, "events.csv")
    assert [("Lathes", "2027-05-19", "2027-05-21")] == _told(reading)
    assert ["not_an_event"] * 2 == [it.reason for it in reading.rejected]


def test_titles_that_are_meetings_by_their_last_word_make_a_list_of_events() -> None:
    rows = [
        {"title": "Village Board Meeting", "date": "May 19, 2027", "url": "https://a.example/1"},
        {"title": "Plan Commission Meeting #2", "date": "May 20, 2027", "url": "https://a.example/2"},
    ]
    assert [
        ("Village Board Meeting", "2027-05-19", "2027-05-19"),
        ("Plan Commission Meeting #2", "2027-05-20", "2027-05-20"),
    ] == _told(read(json.dumps(rows), "board.json"))
    posts = [{**row, "title": f"{row['title']} minutes"} for row in rows]
    assert [] == _told(read(json.dumps(posts), "board.json"))


def test_lines_with_a_short_date_and_a_clock_behind_a_link() -> None:
    reading = read(
        "### Upcoming events\n\n[Lathes](https://a.example/) 27/4/27, 13:00, Zoom\n\n"
        "[Ovens](https://b.example/) 4/5/27, 20:30, Lathe Hall, Acro Tower, Mill Road 21, Berlin\n",
        "events.md",
    )
    assert [("Lathes", "2027-04-27T13:00", None), ("Ovens", "2027-05-04T20:30", None)] == _told(reading)
    assert [("Lathe Hall", "Berlin", "DE")] == _places(reading)


def test_a_small_town_before_its_country_is_a_town_and_a_house_is_none() -> None:
    rows = [
        {"title": "A", "date": "2027-05-19", "location": "Bad Val d'Ajol, Germany"},
        {"title": "B", "date": "2027-05-19", "location": "Lathe University, Germany"},
        {"title": "C", "date": "2027-05-19", "location": "Munich area, Germany"},
        {"title": "D", "date": "2027-05-19", "location": "DSTI, Germany"},
    ]
    assert [
        (None, "Bad Val d'Ajol", "DE"),
        ("Lathe University", None, "DE"),
        (None, "Munich", "DE"),
        ("DSTI", None, "DE"),
    ] == _places(read(json.dumps(rows), "events.json"))


def test_a_town_of_a_country_that_its_neighbours_name_counts_more() -> None:
    raws = [RawListing(title=it, address=it) for it in ("Berlin, Germany", "Austin, United Kingdom", "Rome")]
    assert (None, frozenset({"DE", "GB"})) == likely_country(raws, "https://a.example/x", SMALL_WORLD)
    leaning = Leaning(named=frozenset({"GB"}))
    assert [3, 1] == [leaning.weight(country, "Europe/Rome") for country in ("GB", "IT")]


def test_online_with_live_is_online_alone_and_a_locale_is_no_region() -> None:
    rows = [
        {"title": "A", "date": "2027-05-19", "location": "Online - Live"},
        {"title": "B", "date": "2027-05-19", "location": "Lathe Hall, Bonn, Germany, and virtually"},
        {"title": "C", "date": "2027-05-19", "city": "Warsaw", "country": "pl", "region": "en_US"},
    ]
    reading = read(json.dumps(rows), "events.json")
    assert [None, "Bonn", "Warsaw"] == [it.place.city if it.place else None for it in reading.listings]
    assert ["online", "hybrid", "in_person"] == [it.mode.value for it in reading.listings if it.mode]
    assert [None] * 3 == [it.place.region if it.place else None for it in reading.listings]


def test_a_remark_beside_online_is_no_place_and_a_code_of_a_state_makes_no_town() -> None:
    rows = [
        {"title": "A", "date": "2027-05-19", "location": "Online – free and open to everyone"},
        {"title": "B", "date": "2027-05-19", "location": "Sausalito, CA"},
    ]
    reading = read(json.dumps(rows), "events.json")
    assert [None, ("Sausalito", None)] == [
        it.place and (it.place.venue, it.place.city) for it in reading.listings
    ]


def test_a_duration_may_spell_out_the_days_and_months_may_be_arabic() -> None:
    rows = [
        {"name": "A", "date": "2027-10-13", "duration": "Oct 13-16", "location": "Berlin"},
        {"name": "B", "date": "2027-09-30", "duration": "Sep 30-Oct 1", "location": "Berlin"},
        {"name": "C", "date": "2027-09-30", "duration": "3 days", "location": "Berlin"},
        {"name": "D", "date": "3 أبريل 2027", "end_date": "5 أبريل 2027", "location": "Berlin"},
    ]
    assert [
        ("A", "2027-10-13", "2027-10-16"),
        ("B", "2027-09-30", "2027-10-01"),
        ("C", "2027-09-30", "2027-10-02"),
        ("D", "2027-04-03", "2027-04-05"),
    ] == _told(read(json.dumps(rows), "events.json"))
