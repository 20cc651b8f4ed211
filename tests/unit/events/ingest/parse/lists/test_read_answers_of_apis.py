"""Answers of event platforms without an adapter of their own, by the names that their documents use."""

import json
from typing import Any

import pytest

from tests.support.reading import Told, read, told


@pytest.mark.parametrize(
    ("document", "listed"),
    [
        # Legistar: every name begins with what the record is.
        (
            [
                {
                    "EventId": 812,
                    "EventBodyName": "City Council",
                    "EventDate": "2027-05-19T00:00:00",
                    "EventTime": "2:00 PM",
                    "EventLocation": "Council Chamber",
                    "EventInSiteURL": "https://city.example/meeting/812",
                }
            ],
            [
                (
                    "City Council",
                    "2027-05-19T14:00",
                    None,
                    "Council Chamber",
                    None,
                    "https://city.example/meeting/812",
                )
            ],
        ),
        # Bandsintown: called by who plays.
        (
            [
                {
                    "id": "1",
                    "url": "https://bands.example/e/1",
                    "datetime": "2027-05-19T19:00:00",
                    "title": "",
                    "lineup": ["The Band", "Others"],
                    "venue": {"name": "Night Cat", "city": "Berlin", "country": "Germany"},
                }
            ],
            [
                (
                    "The Band, Others",
                    "2027-05-19T19:00",
                    None,
                    "Night Cat",
                    "Berlin",
                    "https://bands.example/e/1",
                )
            ],
        ),
        # SeatGeek: of local and universal time the local one.
        (
            {
                "events": [
                    {
                        "title": "With Friends",
                        "datetime_utc": "2027-05-20T02:00:00",
                        "datetime_local": "2027-05-19T19:00:00",
                        "announce_date": "2027-01-01T00:00:00",
                        "venue": {"name": "Fillmore", "city": "Portland", "state": "OR", "country": "US"},
                        "url": "https://seats.example/1",
                    }
                ]
            },
            [("With Friends", "2027-05-19T19:00", None, "Fillmore", "Portland", "https://seats.example/1")],
        ),
        # Mobilize: one event at each of its time slots, the address in lines.
        (
            {
                "data": [
                    {
                        "title": "Phone Bank",
                        "timezone": "America/New_York",
                        "timeslots": [
                            {"id": 5, "start_date": 1810767600, "end_date": 1810774800, "is_full": False},
                            {"id": 6, "start_date": 1811372400, "end_date": 1811379600, "is_full": False},
                        ],
                        "location": {
                            "address_lines": ["1 Main St", ""],
                            "locality": "Austin",
                            "region": "TX",
                        },
                        "browser_url": "https://mobilize.example/91/",
                    }
                ]
            },
            [
                (
                    "Phone Bank",
                    "2027-05-19T19:00",
                    "2027-05-19T21:00",
                    "1 Main St",
                    "Austin",
                    "https://mobilize.example/91/",
                ),
                (
                    "Phone Bank",
                    "2027-05-26T19:00",
                    "2027-05-26T21:00",
                    "1 Main St",
                    "Austin",
                    "https://mobilize.example/91/",
                ),
            ],
        ),
        # Mobilizon's GraphQL.
        (
            {
                "data": {
                    "searchEvents": {
                        "elements": [
                            {
                                "title": "Atelier",
                                "beginsOn": "2027-05-19T16:00:00Z",
                                "endsOn": "2027-05-19T18:00:00Z",
                                "url": "https://mobilizon.example/events/3",
                                "physicalAddress": {
                                    "street": "1 Allee",
                                    "locality": "Berlin",
                                    "country": "Germany",
                                },
                            }
                        ]
                    }
                }
            },
            [
                (
                    "Atelier",
                    "2027-05-19T18:00",
                    "2027-05-19T20:00",
                    "1 Allee",
                    "Berlin",
                    "https://mobilizon.example/events/3",
                )
            ],
        ),
        # Opendatasoft: the place in fields that begin with `address`.
        (
            {
                "records": [
                    {
                        "fields": {
                            "title": "Jazz",
                            "date_start": "2027-05-19T17:00:00+00:00",
                            "date_end": "2027-05-19T19:00:00+00:00",
                            "address_name": "Hall",
                            "address_street": "Weg 1",
                            "address_city": "Berlin",
                            "url": "https://open.example/1",
                        },
                        "record_timestamp": "2027-01-01T10:00:00.000Z",
                    }
                ]
            },
            [("Jazz", "2027-05-19T19:00", "2027-05-19T21:00", "Hall", "Berlin", "https://open.example/1")],
        ),
        # WordPress: a page's date is when it was written; the event's own fields are below `acf`.
        (
            [
                {
                    "id": 8,
                    "date": "2027-01-04T10:00:00",
                    "date_gmt": "2027-01-04T09:00:00",
                    "modified": "2027-01-05T10:00:00",
                    "link": "https://words.example/event/a/",
                    "title": {"rendered": "Data &#038; AI"},
                    "acf": {"start_date": "20270519", "start_time": "14:00:00", "location": "Hall, Berlin"},
                }
            ],
            [("Data & AI", "2027-05-19T14:00", None, "Hall", "Berlin", "https://words.example/event/a/")],
        ),
        # Trumba: the offset of the time stands beside it.
        (
            [
                {
                    "eventID": 1,
                    "title": "Choir",
                    "location": "Kane Hall",
                    "startDateTime": "2027-05-19T19:30:00",
                    "endDateTime": "2027-05-19T21:00:00",
                    "startTimeZoneOffset": "-0700",
                    "permaLinkUrl": "https://campus.example/choir",
                }
            ],
            [
                (
                    "Choir",
                    "2027-05-19T19:30",
                    "2027-05-19T21:00",
                    "Kane Hall",
                    None,
                    "https://campus.example/choir",
                )
            ],
        ),
    ],
)
def test_answers_are_read_by_the_names_of_their_fields(document: Any, listed: list[Told]) -> None:
    assert told(read(json.dumps(document))) == listed


def test_an_offset_of_its_own_field_makes_a_wall_time_an_instant() -> None:
    document = [{"title": "A", "start": "2027-05-19T19:30:00", "venue": "X", "timezone_offset": "-07:00"}]
    (listing,) = read(json.dumps(document)).listings
    assert listing.starts.utc is not None
    assert listing.starts.utc.isoformat() == "2027-05-20T02:30:00+00:00"


def test_a_post_of_wordpress_is_no_event_on_the_day_of_its_writing() -> None:
    post = {"date": "2027-01-04T10:00:00", "date_gmt": "2027-01-04T09:00:00", "title": {"rendered": "News"}}
    assert read(json.dumps([{**post, "acf": {"location": "Berlin"}}])).listings == ()


def test_resources_of_json_api_are_read_with_what_they_name() -> None:
    dates = [{"id": str(day), "type": "date"} for day in (1, 2, 3)]
    document = {
        "data": [
            {
                "id": "e1",
                "type": "event",
                "attributes": {"name": "Concert", "public": True},
                "relationships": {
                    "dates": {"data": dates},
                    "venue": {"data": {"id": "v1", "type": "venue"}},
                    "tags": {"links": {"related": "https://x.example/tags"}},
                },
            }
        ],
        "included": [
            {"id": "1", "type": "date", "attributes": {"start": "2027-05-19T19:30:00+02:00"}},
            {"id": "2", "type": "date", "attributes": {"start": "2027-05-20T19:30:00+02:00"}},
            {"id": "v1", "type": "venue", "attributes": {"name": "Hall", "city": "Berlin"}},
        ],
    }
    assert told(read(json.dumps(document))) == [
        ("Concert", "2027-05-19T19:30", None, "Hall", "Berlin", None),
        ("Concert", "2027-05-20T19:30", None, "Hall", "Berlin", None),
    ]
