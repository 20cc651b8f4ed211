"""JSON-LD whose events have parts without a name, are parts of larger ones, or tell texts by language."""

import json
from typing import Any

from services.events.ingest.model import Reading
from services.events.ingest.parse.pages.jsonld_parts import with_larger
from tests.support.reading import read

_PLACE = {
    "@type": "Place",
    "name": {"nl": "De Krook"},
    "address": {"nl": {"addressCountry": "DE", "addressLocality": "Berlin", "streetAddress": "Weg 1"}},
}


def _event(**said: Any) -> dict[str, Any]:
    return {"@type": "Event", "name": {"nl": "Lezing", "en": "Lecture"}, "location": _PLACE, **said}


def _told(reading: Reading) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (it.title, it.starts.local, it.ends.local if it.ends else None, it.place.city if it.place else None)
        for it in reading.listings
    ]


def _time(day: int) -> dict[str, Any]:
    return {"@type": "Event", "startDate": f"2027-05-{day}T18:00:00Z", "endDate": f"2027-05-{day}T20:00:00Z"}


def test_a_text_for_each_language_is_read_in_english() -> None:
    document = {"member": [_event(startDate="2027-05-19T18:00:00Z", subEvent=[_time(19)])]}
    reading = read(json.dumps(document))
    assert _told(reading) == [("Lecture", "2027-05-19T20:00", "2027-05-19T22:00", "Berlin")]
    assert reading.rejected == ()


def test_an_event_takes_place_at_each_of_its_times() -> None:
    document = _event(
        startDate="2027-05-19T18:00:00Z", endDate="2027-05-20T20:00:00Z", subEvent=[_time(19), _time(20)]
    )
    reading = read(json.dumps(document))
    assert _told(reading) == [
        ("Lecture", "2027-05-19T20:00", "2027-05-19T22:00", "Berlin"),
        ("Lecture", "2027-05-20T20:00", "2027-05-20T22:00", "Berlin"),
    ]
    assert reading.rejected == ()


def test_a_session_without_a_name_is_called_as_what_it_is_a_part_of() -> None:
    series = {"@type": "SessionSeries", "name": "Yoga", "location": _PLACE, "startDate": "2027-01-01"}
    document = {"items": [{"data": {**_time(19), "@type": "ScheduledSession", "superEvent": series}}]}
    assert _told(read(json.dumps(document))) == [("Yoga", "2027-05-19T20:00", "2027-05-19T22:00", "Berlin")]


def test_a_screening_is_called_as_its_film_and_is_in_the_house_that_lists_it() -> None:
    house = {"@id": "#h", "@type": "MovieTheater", "name": "Odeon", "address": {"addressLocality": "Berlin"}}
    at = "2027-05-19T20:00"
    shows = [
        {"@type": "ScreeningEvent", "startDate": at, "workPresented": {"@id": "#f"}},
        {
            "@type": "ScreeningEvent", "startDate": at, "workPresented": {"name": "M"},
            "location": {"name": "Hall 3", "containedInPlace": {"@id": "#h"}},
        },
    ]  # fmt: skip
    gig = {"@type": "Event", "name": "Gig", "startDate": at}
    band = {"@type": "MusicGroup", "address": "Rome", "event": gig}
    film = {"@id": "#f", "@type": "Movie", "name": "Metropolis"}
    document = {"@graph": [{**house, "event": shows}, film, band]}
    reading = read(json.dumps({"@context": "https://schema.org", **document}))
    places = [(it.title, it.place.venue, it.place.city) if it.place else it.title for it in reading.listings]
    assert places == [("Metropolis", "Odeon", "Berlin"), ("M", "Hall 3", "Berlin"), "Gig"]


def test_larger_events_without_end_are_not_followed_without_end() -> None:
    node: Any = {"@type": "Event"}
    for _ in range(900):
        node = {"@type": "Event", "superEvent": node}
    assert "name" not in with_larger(node)


def test_what_only_bears_the_marks_of_json_ld_is_a_list_like_others() -> None:
    document = {
        "data": [
            {
                "@type": "Event/LinkedEvent",
                "name": {"fi": "Koodikerho", "en": "Code Club"},
                "start_time": "2027-05-19T14:00:00Z",
                "end_time": "2027-05-19T16:00:00Z",
                "location": {"name": {"fi": "Oodi"}, "address_locality": {"fi": "Berlin"}},
            }
        ]
    }
    assert _told(read(json.dumps(document))) == [
        ("Code Club", "2027-05-19T16:00", "2027-05-19T18:00", "Berlin")
    ]
