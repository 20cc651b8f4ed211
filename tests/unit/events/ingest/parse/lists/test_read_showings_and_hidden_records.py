"""Lists as programs keep them: the times of a show below its name, records in wrappers, what is not shown."""

import json
from typing import Any

import pytest

from tests.support.reading import Told, read, told


def _told(document: Any) -> list[Told]:
    return told(read(json.dumps(document)))


def test_the_times_of_a_show_stand_below_its_name() -> None:
    """A time without a link of its own has that of the show."""
    shows = [
        {
            "title": "Lathes",
            "link_to_tickets": "https://a.example/lathes",
            "event_dates": [
                {"date": "2027-05-19T21:00:00+02:00", "id": 1, "link_to_tickets": "https://a.example/1"},
                {"date": "2027-05-20T21:00:00+02:00", "id": 2, "link_to_tickets": None},
            ],
        },
        {"title": "Mills", "event_dates": [{"date": "2027-06-01T20:00:00+02:00", "id": 3}]},
        {"title": "Nothing yet", "event_dates": []},
    ]
    reading = read(json.dumps(shows))
    assert told(reading) == [
        ("Lathes", "2027-05-19T21:00", None, None, None, "https://a.example/1"),
        ("Lathes", "2027-05-20T21:00", None, None, None, "https://a.example/lathes"),
        ("Mills", "2027-06-01T20:00", None, None, None, None),
    ]
    assert [(it.reason, it.title) for it in reading.rejected] == [("no_date", "Nothing yet")]


@pytest.mark.parametrize("mark", [{"active": False}, {"is_published": "0"}, {"draft": True}])
def test_what_a_list_does_not_show_is_no_listing(mark: dict[str, Any]) -> None:
    rows = [{"title": "Shown", "start": "2027-05-19", "city": "Berlin"}]
    rows.append({"title": "Not shown", "start": "2027-05-20", "city": "Berlin", **mark})
    reading = read(json.dumps(rows))
    assert [it.title for it in reading.listings] == ["Shown"]
    assert [(it.reason, it.title) for it in reading.rejected] == [("private", "Not shown")]


def test_records_that_are_all_wrapped_in_the_same_word_are_each_one() -> None:
    row = {
        "title": "A",
        "localist_url": "https://a.example/a",
        "experience": "virtual",
        "event_instances": [],
    }
    time = {"event_instance": {"start": "2027-05-19T14:00:00-05:00", "end": "2027-05-19T15:15:00-05:00"}}
    rows = [{"event": {**row, "title": title, "event_instances": [time]}} for title in ("A", "B", "C")]
    reading = read(json.dumps({"events": rows}))
    assert [(it.title, it.mode) for it in reading.listings] == [
        (title, "online") for title in ("A", "B", "C")
    ]


def test_dates_on_the_way_to_an_event_are_not_its_own() -> None:
    rows = [
        {
            "name": "Hackathon",
            "city": "Berlin",
            "currentStep": {"name": "Sign up", "startDate": "2027-05-01"},
        },
        {"name": "Other", "city": "Berlin", "registration": {"start": "2027-05-01", "end": "2027-05-09"}},
        {"name": "Third", "city": "Berlin", "schedule": {"start": "2027-05-19"}},
    ]
    assert _told(rows) == [("Third", "2027-05-19", "2027-05-19", None, "Berlin", None)]


@pytest.mark.parametrize(
    ("record", "listed"),
    [
        # Posh: instants, and a word of its own for an address.
        (
            {
                "name": "A",
                "url": "a-word",
                "startUtc": "2027-05-19T18:00:00.000Z",
                "endUtc": "2027-05-19T20:00:00.000Z",
                "timezone": "Europe/Berlin",
                "venueName": "Hall",
                "venueAddress": "Main Street 1, Berlin",
            },
            ("A", "2027-05-19T20:00", "2027-05-19T22:00", "Hall", "Berlin", None),
        ),
        # Resident Advisor: an address under a name for anything's.
        (
            {
                "event": {
                    "title": "A",
                    "date": "2027-05-19T00:00:00.000",
                    "startTime": "2027-05-19T22:00:00.000",
                    "venue": {"name": "Hall", "address": "Main Street 1, Berlin"},
                    "contentUrl": "/events/24",
                }
            },
            ("A", "2027-05-19T22:00", None, "Hall", "Berlin", "https://example.org/events/24"),
        ),
        # Meetup, as it was scraped.
        (
            {"title": "A", "eventdate": "2027-5-19", "eventtime": "7:00 PM", "location": "Berlin"},
            ("A", "2027-05-19T19:00", None, None, "Berlin", None),
        ),
        # Drupal: a field for dates is called as a site likes, and a span is `value` and `end_value`.
        (
            {
                "type": "node--event",
                "attributes": {
                    "title": "A",
                    "field_event_datetime": [
                        {"value": "2027-05-19T18:00:00+02:00", "end_value": "2027-05-19T20:00:00+02:00"}
                    ],
                    "field_city": "Berlin",
                },
            },
            ("A", "2027-05-19T18:00", "2027-05-19T20:00", None, "Berlin", None),
        ),
    ],
)
def test_the_names_that_producers_use(record: dict[str, Any], listed: Told) -> None:
    assert _told([record]) == [listed]


def test_each_of_several_spans_of_a_field_is_a_listing() -> None:
    spans = [
        {"value": f"2027-05-{day}T18:00:00+02:00", "end_value": f"2027-05-{day}T20:00:00+02:00"}
        for day in (19, 20)
    ]
    assert _told({"data": [{"attributes": {"title": "A", "field_when": spans, "city": "Berlin"}}]}) == [
        ("A", "2027-05-19T18:00", "2027-05-19T20:00", None, "Berlin", None),
        ("A", "2027-05-20T18:00", "2027-05-20T20:00", None, "Berlin", None),
    ]


def test_the_point_of_a_venue_places_it_whatever_it_is_called() -> None:
    row = {
        "title": "A",
        "start": "2027-05-19",
        "venue": {"venue": "Hall", "geo_lat": 52.5, "geo_lng": "13.4"},
    }
    (listing,) = read(json.dumps([row])).listings
    assert listing.place is not None
    assert (listing.place.lat, listing.place.lon) == (52.5, 13.4)


@pytest.mark.parametrize(
    ("row", "listed"),
    [
        # LibCal: the branch of a library is its campus.
        (
            {
                "title": "A",
                "startdt": "2027-05-19 10:30:00",
                "enddt": "2027-05-19 11:00:00",
                "campus": "Mill Library",
            },
            ("A", "2027-05-19T10:30", "2027-05-19T11:00", "Mill Library", None, None),
        ),
        # A post of WordPress of which only the own fields were asked for, its day without dashes.
        (
            {
                "title": {"rendered": "A"},
                "link": "https://a.example/a",
                "acf": {"date": "20270519", "hour": "18:30:00"},
            },
            ("A", "2027-05-19T18:30", None, None, None, "https://a.example/a"),
        ),
        # Fever: the first session, and the one place of several.
        (
            {
                "name": "A",
                "default_session": {
                    "starts_at_iso": "2027-05-19T19:00:00+02:00",
                    "ends_at_iso": "2027-05-19T20:00:00+02:00",
                    "expiration_iso": "2027-05-19T19:00:00+02:00",
                },
                "places": [{"name": "Hall", "address": "Main Street 1, Berlin"}],
            },
            ("A", "2027-05-19T19:00", "2027-05-19T20:00", "Hall", "Berlin", None),
        ),
        # Superboletos.
        (
            {
                "nombreEvento": "A",
                "nombreRecinto": "Arena",
                "nombreCiudad": "Berlin",
                "fechas": "19 de Mayo de 2027 21:00 Hrs.",
            },
            ("A", "2027-05-19T21:00", None, "Arena", "Berlin", None),
        ),
        # Squarespace as it was copied; the hit of a search.
        (
            {"title": "A", "startDate": 1810717200000, "endDate": 1810720800000, "fullUrl": "/live/a"},
            ("A", "2027-05-19T09:00", "2027-05-19T10:00", None, None, "https://example.org/live/a"),
        ),
        (
            {"_source": {"name": "A", "starts_at": "2027-05-19T19:00:00+02:00", "city": "Berlin"}},
            ("A", "2027-05-19T19:00", None, None, "Berlin", None),
        ),
    ],
)
def test_more_names_that_producers_use(row: dict[str, Any], listed: Told) -> None:
    assert _told([row]) == [listed]


def test_what_is_on_a_day_takes_place_on_it_under_whatever_name_it_stands() -> None:
    tours = [
        {"title": "Tour", "startTime": "11:00:00", "endTime": "12:00:00", "location": "Mill"},
        {"title": "Talk", "startTime": "14:00:00", "location": "Mill"},
    ]
    assert _told([{"date": "2027-05-19", "entries": tours}]) == [
        ("Tour", "2027-05-19T11:00", "2027-05-19T12:00", "Mill", None, None),
        ("Talk", "2027-05-19T14:00", None, "Mill", None, None),
    ]
